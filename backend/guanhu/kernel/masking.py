"""How a young person is called where the full name is not needed (law.md Q-10; LPM art. 103)."""

from __future__ import annotations

from typing import Final

# Two-character family names common enough to matter; without them 欧阳某 would read 欧某.
COMPOUND_SURNAMES: Final = frozenset(
    {
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐",
        "宇文", "长孙", "司徒", "夏侯", "端木", "百里", "独孤", "南宫", "西门", "呼延",
    }
)  # fmt: skip


def masked_name(full_name: str) -> str:
    """A full name as lists, notices and file names may show it (Q-10): 李小明 → 李某.

    Names written with a middle dot or spaces keep their first letter only: 阿依古丽·买买提 → 阿某.
    An empty name gives 某.
    """
    name = full_name.strip()
    if name[:2] in COMPOUND_SURNAMES:
        return f"{name[:2]}某"
    return f"{name[:1]}某"
