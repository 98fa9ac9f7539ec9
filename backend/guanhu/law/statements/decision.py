"""Before, at and just after the decision (D)."""

from __future__ import annotations

from typing import Final

from guanhu.law.rule import Rule, entry

DECISION: Final[tuple[Rule, ...]] = (
    entry(
        "D-01",
        "V1 V2",
        "Rules 469(2); CPL 282(1); NPCSC-2014@V2",
        "决定前应当听取公安机关、被害人、未成年犯罪嫌疑人、法定代理人、辩护人的意见，制作笔录附卷；"
        "无法听取的记明原因。",
        "Before deciding, the police, the victim, the minor, the legal representative and the"
        " defender are heard, each in a written record; where that is impossible the reason is"
        " recorded.",
    ),
    entry(
        "D-02",
        "V1",
        "Police Rules 329",
        "公安机关的意见应当书面提出，并经县级以上公安机关负责人批准。",
        "The police opinion is written and approved by the head of a police organ at county level"
        " or above.",
    ),
    entry(
        "D-03",
        "N",
        "2013 Provisions ~31",
        "公安机关或者被害人有异议或者争议较大的，可以召开不公开听证会。",
        "If the police or the victim object, or the matter is much disputed, a closed hearing may"
        " be held.",
    ),
    entry(
        "D-04",
        "N",
        "2013 Provisions ~33",
        "承办人在审查起诉期限届满十五日前提出考验期和考察方案的建议，逐级报检察长或者检察委员会决定。",
        "At least 15 days before the review limit ends the handler proposes period and plan, for"
        " the chief procurator or the committee to decide.",
    ),
    entry(
        "D-05",
        "V1",
        "CPL 282(3); Rules 470(1); Rules 365",
        "未成年人或者法定代理人对附条件不起诉本身有异议的，应当起诉；辩称无罪且成立的，作不起诉处理。",
        "If the minor or the legal representative objects to the disposition itself, prosecution"
        " follows; if they argue innocence and are right, so does non-prosecution.",
    ),
    entry(
        "D-06",
        "V1",
        "Rules 470(2)",
        "仅对所附条件或者考验期有异议的，合理的可以采纳并调整；不采纳的，应当释法说理。",
        "An objection only to conditions or period may be adopted; if it is not, the law is"
        " explained. It does not lead to prosecution.",
    ),
    entry(
        "D-07",
        "V1",
        "Rules 470(3)",
        "在作出起诉决定前撤回异议的，仍可以决定附条件不起诉。",
        "An objection withdrawn before the decision to prosecute reopens the way to conditional"
        " non-prosecution.",
    ),
    entry(
        "D-08",
        "V1",
        "Rules 471(1)",
        "附条件不起诉决定书应当在决定后三日内送达公安机关、被害人一方、未成年人及其法定代理人、辩护人。",
        "The written decision is served within 3 days on the police, the victim's side, the minor,"
        " the legal representative and the defender.",
    ),
    entry(
        "D-09",
        "V1",
        "Rules 471(2)",
        "应当当面向未成年人及其法定代理人宣布，告知考验期、应当遵守的规定和违反的后果，制作笔录。",
        "The decision is announced face to face to the minor and the legal representative, with"
        " period, duties and the consequence of breach, and recorded.",
    ),
    entry(
        "D-10",
        "V3",
        "2013 Provisions 34",
        "在押的，决定后应当释放或者变更强制措施。",
        "Whoever is in custody is released, or the measure is changed, after the decision.",
    ),
    entry(
        "D-11",
        "V1",
        "Rules 468; CPL 174",
        "认罪认罚具结书应当在法定代理人和辩护人在场时签署；二者有异议的可以不签，不影响从宽。",
        "The plea pledge is signed with legal representative and defender present; if they object"
        " it need not be signed, and leniency is not lost.",
    ),
    entry(
        "D-12",
        "V1",
        "Police Rules 330",
        "公安机关可以在收到决定书后七日内要求复议，并在收到复议决定后七日内提请上一级复核。",
        "The police may ask for reconsideration within 7 days of receiving the decision, and for"
        " review by the next level within 7 days of the answer.",
    ),
    entry(
        "D-13",
        "V1",
        "Rules 472(1); Rules 379(2); Rules 380",
        "复议另行指派检察官，在收到后三十日内答复；上一级复核在三十日内作出。",
        "Another prosecutor answers a reconsideration within 30 days of receipt; the next level"
        " answers a review within 30 days.",
    ),
    entry(
        "D-14",
        "V1",
        "CPL 180; CPL 282(2); Rules 472; Rules 381; Rules 382",
        "被害人可以在收到决定书后七日内向上一级人民检察院申诉；逾期的由作出决定的人民检察院审查。",
        "Within 7 days of receipt the victim may complain to the next-higher procuratorate; later"
        " complaints are examined by the one that decided.",
    ),
    entry(
        "D-15",
        "V2 V1",
        "NPCSC-2014; Rules 472(1)@V1; SPC-Int 320 item 9@V1",
        "被害人对附条件不起诉和考验期满的不起诉，不能向人民法院起诉；告知书不得写可以起诉。",
        "The victim cannot go to court over the conditional decision or the final one, and no"
        " notice may say otherwise.",
    ),
    entry(
        "D-16",
        "V1",
        "Rules 386",
        "申诉复查应当在立案后三个月内办结，复杂的不超过六个月。",
        "A complaint is reviewed within 3 months of filing, 6 months at most if complex.",
    ),
    entry(
        "D-17",
        "V1",
        "CPL 181; Rules 377; Rules 385",
        "未成年人本人的七日申诉权只针对相对不起诉，附条件不起诉不生成此期限。",
        "The minor's own 7-day complaint exists only against a relative non-prosecution; none is"
        " created for a conditional decision.",
    ),
    entry(
        "D-18",
        "V1",
        "Rules 388; Rules 389",
        "上级可以撤销下级的错误决定；作出决定的人民检察院发现错误的，应当撤销并起诉。",
        "A higher procuratorate may quash a wrong decision; the deciding one itself must quash a"
        " wrong non-prosecution and prosecute.",
    ),
    entry(
        "D-19",
        "I",
        "silence",
        "申诉、复议、复核不停止考验期计算；被推翻的，转为撤销并起诉。",
        "A complaint or reconsideration does not stop the probation period; if it succeeds the"
        " decision is quashed and prosecution follows.",
    ),
)
