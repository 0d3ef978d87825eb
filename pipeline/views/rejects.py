"""Rejects in the terminal: how many for each reason, and some of each in their place in the article.

All rejects and some with their surroundings come in, groups go out, the most frequent first. The hard part is
that a fragment alone says little: 已建成三所 is only seen to be done where 去年 stands before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from pipeline.views.counted import counted
from schemas import RejectReason

if TYPE_CHECKING:
    import pandas as pd


def rejects_view(rejects: pd.DataFrame, shown: pd.DataFrame) -> RenderableType:
    """`shown` are rejects with `before`, `within` and `after`, as `OpenDataset.around` gives them."""
    counts = rejects.groupby("reason", observed=True).size()
    parts: list[RenderableType] = []
    for reason in sorted(counts.index, key=lambda name: (-counts[name], name)):
        label = RejectReason(reason).label
        parts.append(Text.assemble((f"{reason} {counts[reason]:,}", "bold"), ("  " + label, "dim")))
        some = shown[shown["reason"] == reason]
        parts += [_fragment(row) for row in some.to_dict("records")]
        if 0 < len(some) < counts[reason]:
            parts.append(Text(f"  … and {counts[reason] - len(some):,} more; --limit shows them", "dim"))
        parts.append(Text())
    total = counted(len(rejects), "reject") if len(rejects) else "No rejects."
    return Group(*parts, Text(total, "dim"))


def _fragment(row: dict[str, Any]) -> RenderableType:
    if not isinstance(row["within"], str):
        return Padding(Text.assemble(row["source"], (f"  {row['message']}", "dim")), (0, 0, 0, 2))
    where = Text(f"{row['source']} at {row['spans'][0]['start']}", "dim")
    words = Text.assemble(
        (f"…{row['before']}", "dim"), (row["within"], "yellow"), (f"{row['after']}…", "dim")
    )
    return Padding(Group(words, where), (0, 0, 0, 2))
