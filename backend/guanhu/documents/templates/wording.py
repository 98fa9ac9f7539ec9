"""Words that several papers share. Changing any of them is a new version of every template."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from guanhu.documents.paper import Text, printed_day
from guanhu.documents.snapshot import ChargePart, IncidentPart, PeriodPart, Snapshot
from guanhu.documents.templates.template import blank, missing, optional

CPL: Final = "《中华人民共和国刑事诉讼法》"
CL: Final = "《中华人民共和国刑法》"
RULES: Final = "《人民检察院刑事诉讼规则》"

DIGITS: Final = "零一二三四五六七八九"
TEN: Final = 10
HUNDRED: Final = 100

STATUTORY: Final = (
    "（一）遵守法律法规，服从监督；",
    "（二）按照考察机关的规定报告自己的活动情况；",
    "（三）离开所居住的市、县或者迁居，应当报经考察机关批准；",
    "（四）按照考察机关的要求接受矫治和教育。",
)
"""CPL art. 283(3)."""

CONSEQUENCE: Final = (
    "（一）实施新的犯罪或者发现决定附条件不起诉以前还有其他犯罪需要追诉的；",
    "（二）违反治安管理规定或者考察机关有关附条件不起诉的监督管理规定，情节严重的。",
)
"""CPL art. 284(1)."""

NO_COURT: Final = (
    "依照《全国人民代表大会常务委员会关于〈中华人民共和国刑事诉讼法〉第二百七十一条第二款的解释》，"
    "对本决定不适用被害人向人民法院起诉的规定，被害人不能就本决定向人民法院提起诉讼。"
)
"""D-15. Stands wherever a victim is told of the complaint; no paper says more about courts."""

PARTIES: Final = {
    "police": "公安机关",
    "victim": "被害人",
    "minor": "未成年犯罪嫌疑人",
    "legal_representative": "法定代理人",
    "defender": "辩护人",
}
WAYS: Final = {"in_person": "当面", "phone": "电话", "video": "视频", "written": "书面"}
STANCES: Final = {"supports": "同意", "no_objection": "无异议", "objects": "有异议"}
OBJECTIONS: Final = {
    "disposition": "对附条件不起诉有异议",
    "conditions": "对所附条件或者考验期有异议",
}
MODES: Final = {
    "direct": "直接送达",
    "adult_recipient": "他人代收",
    "left": "留置送达",
    "post": "邮寄送达",
    "entrusted": "委托送达",
}
RATINGS: Final = {
    "met": "已履行",
    "partly_met": "部分履行",
    "not_met": "未履行",
    "not_applicable": "不适用",
}
DUTIES: Final = {
    "obeying": f"{CPL}第二百八十三条第三款第（一）项关于遵守法律法规、服从监督的规定",
    "reporting": f"{CPL}第二百八十三条第三款第（二）项关于报告自己活动情况的规定",
    "leaving": f"{CPL}第二百八十三条第三款第（三）项关于离开居住地或者迁居应当报经批准的规定",
    "education": f"{CPL}第二百八十三条第三款第（四）项关于接受矫治和教育的规定",
    "condition": "附条件不起诉决定所附的条件",
}
RESPONSES: Final = {
    "reminder": "提醒",
    "talk": "谈话并制定帮教措施",
    "warning": "训诫、警告",
    "intensified": "加强或者调整考察措施",
    "extension": "延长考验期",
    "revocation_proposal": "提出撤销意见",
}
VIEWS: Final = {"guardian": "监护人", "school": "学校", "social_worker": "司法社工"}


def numeral(number: int) -> str:
    """A number below a thousand as an article is written: 266 → 二百六十六, 12 → 十二."""
    hundreds, rest = divmod(number, HUNDRED)
    tens, ones = divmod(rest, TEN)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif ones and hundreds:
        text += "零"
    return text + (DIGITS[ones] if ones else "") or DIGITS[0]


def article(code: str) -> str:
    """``287-2`` → 第二百八十七条之二; what does not read like that stays as it is."""
    found = re.fullmatch(r"(\d+)(?:-(\d+))?(?:\((\d+)\))?", code)
    if found is None:
        return f"第{code}条"
    head, sub, paragraph = found.groups()
    text = f"第{numeral(int(head))}条"
    if sub:
        text += f"之{numeral(int(sub))}"
    return text + (f"第{numeral(int(paragraph))}款" if paragraph else "")


def articles(charges: tuple[ChargePart, ...]) -> str:
    """The articles of all charges, each once."""
    return "、".join(dict.fromkeys(article(charge.article) for charge in charges))


def offences(charges: tuple[ChargePart, ...]) -> str:
    """The names of all offences, each once."""
    return "、".join(dict.fromkeys(charge.offence for charge in charges))


def money(fen: int) -> str:
    """Fen as printed: 300050 → 3000.50元, 300000 → 3000元."""
    yuan, rest = divmod(fen, HUNDRED)
    return f"{yuan}.{rest:02}元" if rest else f"{yuan}元"


def months(count: int) -> str:
    """6 → 六个月, 12 → 一年."""
    return "一年" if count == 12 else f"{numeral(count)}个月"  # noqa: PLR2004


def day(value: date) -> str:
    return printed_day(value)


def written_day(snapshot: Snapshot, name: str) -> str:
    """A day that was filled in, as printed."""
    return day(date.fromisoformat(blank(snapshot, name)))


def stop(text: str) -> str:
    """A sentence that ends like one."""
    text = text.strip()
    return (
        text if text.endswith(("。", "！", "？", "；", "：", "）")) else text.rstrip(".,，") + "。"
    )


def paragraphs(text: str) -> list[Text]:
    """A typed text as paragraphs, one per line."""
    return [Text(line.strip()) for line in text.splitlines() if line.strip()]


def name_of(snapshot: Snapshot) -> str:
    if snapshot.minor is None:
        raise missing(snapshot, "minor")
    return snapshot.minor.name


def person(snapshot: Snapshot, role: str) -> Text:
    """The paragraph that says who the minor is."""
    minor = snapshot.minor
    if minor is None:
        raise missing(snapshot, "minor")
    parts = [f"{role}{minor.name}", minor.sex, f"{day(minor.birth_date)}出生"]
    if minor.identity_number:
        parts.append(f"公民身份号码{minor.identity_number}")
    details = optional(snapshot, "person_details")
    if details:
        parts.append(details.rstrip("。，；"))
    if minor.school:
        parts.append(f"就读于{minor.school}")
    if minor.address:
        parts.append(f"住{minor.address}")
    return Text("，".join(parts) + "。")


def representatives(snapshot: Snapshot) -> list[Text]:
    """One paragraph per legal representative; raises where there is none on record."""
    found = [guardian for guardian in snapshot.guardians if guardian.legal_representative]
    if not found:
        raise missing(snapshot, "legal_representative")
    return [
        Text(f"法定代理人{guardian.name}，系{name_of(snapshot)}的{guardian.relation}。")
        for guardian in found
    ]


def representative_names(snapshot: Snapshot) -> str:
    """The names of all legal representatives."""
    found = [g.name for g in snapshot.guardians if g.legal_representative]
    if not found:
        raise missing(snapshot, "legal_representative")
    return "、".join(found)


def guardian_names(snapshot: Snapshot) -> str:
    """To whom an order for guardians goes: the one filled in, or the legal representatives."""
    return optional(snapshot, "guardian_name") or representative_names(snapshot)


def defender(snapshot: Snapshot) -> list[Text]:
    """The paragraph about the defender, where there is one."""
    given = optional(snapshot, "defender")
    if given is None:
        if snapshot.has_defender:
            raise missing(snapshot, "defender")
        return []
    return [Text(f"辩护人{stop(given)}")]


def higher_office(snapshot: Snapshot) -> str:
    """The next-higher procuratorate, from the office's record or filled in."""
    found = optional(snapshot, "higher_office") or snapshot.higher_office
    if found is None:
        raise missing(snapshot, "higher_office")
    return found


def period_of(snapshot: Snapshot) -> PeriodPart:
    if snapshot.period is None:
        raise missing(snapshot, "period")
    return snapshot.period


def span(period: PeriodPart) -> str:
    return f"自{day(period.starts_on)}起至{day(period.ends_on)}止"


def charges_of(snapshot: Snapshot) -> tuple[ChargePart, ...]:
    if not snapshot.charges:
        raise missing(snapshot, "charges")
    return snapshot.charges


def acts(snapshot: Snapshot) -> list[Text]:
    """Every dated act as a numbered paragraph, earliest first."""
    found = sorted(
        ((act, charge) for charge in charges_of(snapshot) for act in charge.acts),
        key=lambda pair: pair[0].occurred_on,
    )
    if not found:
        raise missing(snapshot, "acts")
    texts = []
    for index, (act, _charge) in enumerate(found, 1):
        text = f"{day(act.occurred_on)}，"
        if act.note:
            text += act.note.strip().rstrip("。") + ("，" if act.amount_fen else "")
        if act.amount_fen:
            text += f"涉案金额人民币{money(act.amount_fen)}"
        elif not act.note:
            text += "实施涉案行为"
        texts.append(Text((f"{index}．" if len(found) > 1 else "") + text + "。"))
    return texts


def happened(incident: IncidentPart) -> str:
    """When and what, as one sentence without its end."""
    until = incident.happened_until
    days = day(incident.happened_on) + (f"至{day(until)}" if until else "")
    return f"{days}，{incident.text.strip().rstrip('。')}"


def victim_route(snapshot: Snapshot) -> Text:
    """The victim's complaint (D-14), and that there is no way to a court (D-15)."""
    return Text(
        f"被害人如不服本决定，可以自收到本决定书后七日以内向{higher_office(snapshot)}申诉，"
        f"请求提起公诉。{NO_COURT}"
    )
