"""A run's summary in the terminal: what was read and found, by city and theme, and what was not kept and why.

The hard part is to stay short: the ten commonest cities (太原市 41, 长治市 39, …) and the rest as one line.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.summary import Summary
from schemas import RejectReason

_SHOWN = 10


def summary_view(summary: Summary) -> RenderableType:
    """What `jianyan run` ends with."""
    parts: list[RenderableType] = [_counts(summary)]
    if summary.by_theme:
        both = Table.grid(padding=(0, 4))
        both.add_row(_tally("by city", summary.by_city), _tally("by theme", summary.by_theme))
        parts += [Text(), both]
    if summary.unread:
        parts += [Text(), Text("Could not be read", "bold red")]
        parts += [_whole(f"  {message}") for message in summary.messages]
        hidden = summary.unread.total() - len(summary.messages)
        parts += [Text(f"  … and {hidden} more, in the table rejects")] if hidden else []
    if summary.left_aside:
        kinds = ", ".join(f"{count} {ending}" for ending, count in summary.left_aside.most_common(5))
        parts += [Text(), Text(f"Left aside, being no articles: {kinds}", "dim")]
    parts += [Text(), _whole(f"The tables are in {summary.out}, the proposals in {summary.out / 'proposals'}")]
    return Group(*parts)


def _whole(line: str) -> Text:
    """A line that is never broken, since people copy paths and commands from it."""
    return Text(line, no_wrap=True, overflow="ignore")


def _counts(summary: Summary) -> Table:
    """What this run did, and what the data set holds now."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(justify="right")
    table.add_column(style="dim", overflow="fold")
    table.add_row("", Text("this run", "dim"), Text("in all", "dim"), "")
    took = f"{summary.characters:,} characters in {summary.seconds:.1f} s"
    remarks = [took, f"{summary.unchanged:,} done before" if summary.unchanged else ""]
    remarks += [
        f"{summary.superseded:,} superseded, their files hold another text" if summary.superseded else ""
    ]
    rejects = summary.refused.total() + summary.unread.total()
    reasons = ", ".join(f"{count} {reason}" for reason, count in summary.refused.most_common(6))
    for name, count, remark in (
        ("articles", summary.articles, "; ".join(filter(None, remarks))),
        ("speeches", summary.speeches, ""),
        ("proposals", summary.proposals, ""),
        ("rejects", rejects, reasons),
    ):
        table.add_row(name, f"{count:,}", f"{summary.total.get(name, 0):,}", remark)
    for reason, count in summary.unread.most_common():
        table.add_row("", f"{count:,}", "", f"{reason}: {RejectReason(reason).label}")
    return table


def _tally(title: str, counts: Mapping[str, int]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_row(Text(title, "bold"), "")
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for name, count in ranked[:_SHOWN]:
        table.add_row(name, f"{count:,}")
    rest = ranked[_SHOWN:]
    if rest:
        table.add_row(Text(f"{len(rest)} others", "dim"), f"{sum(count for _, count in rest):,}")
    return table
