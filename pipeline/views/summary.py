"""A run's summary in the terminal: what was read and found, by city and theme, and what was not kept and why.

The hard part is to stay short: the ten commonest cities (太原市 41, 长治市 39, …) and the rest as one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.summary import Summary
from pipeline.views.counted import counted
from schemas import RejectReason

if TYPE_CHECKING:
    from pipeline.again import Preview

_SHOWN = 10


def summary_view(summary: Summary) -> RenderableType:
    """What `jianyan run` ends with."""
    parts: list[RenderableType] = [_counts(summary)]
    if summary.by_theme:
        both = Table.grid(padding=(0, 4))
        both.add_row(_tally("by city", summary.by_city), _tally("by theme", summary.by_theme))
        parts += [Text(), both]
    if summary.unread:
        parts += [Text(), *_unread(summary.messages, summary.unread.total(), ", in the table rejects")]
    if summary.left_aside:
        kinds = ", ".join(f"{count} {ending}" for ending, count in summary.left_aside.most_common(5))
        parts += [Text(), Text(f"Left aside, being no articles: {kinds}", "dim")]
    if summary.stale:
        are = "is" if summary.stale == 1 else "are"
        told = f"{counted(summary.stale, 'article')} {are} from another version of the pipeline"
        parts += [Text(), _whole(f"{told}; to do them again: jianyan run --stale --out {summary.out}")]
    parts += [
        Text(),
        _whole(f"The tables are in {summary.out}, the proposals in {summary.out / 'proposals'}"),
    ]
    return Group(*parts)


def preview_view(preview: Preview) -> RenderableType:
    """What a run would do, before it does it."""
    parts = [f"{preview.new:,} new", f"{preview.unchanged:,} unchanged"]
    parts += [f"{preview.superseded:,} superseded"] if preview.superseded else []
    parts += [f"{preview.unread:,} unreadable"] if preview.unread else []
    lines = [Text(f"Articles: {', '.join(parts)}")]
    if preview.again:
        lines.append(Text(f"To be extracted again with pipeline {preview.fingerprint}:", "bold"))
        lines += [Text(f"  {count:,} made by {made}") for made, count in sorted(preview.again.items())]
    else:
        lines.append(Text("None to be extracted again."))
    if preview.unread:
        lines += _unread(preview.messages, preview.unread)
    return Group(*lines)


def _unread(messages: Sequence[str], total: int, where: str = "") -> list[Text]:
    """Which files could not be read, and why; `where` the messages are that are not among these."""
    lines = [Text("Could not be read", "bold red"), *(_whole(f"  {message}") for message in messages)]
    hidden = total - len(messages)
    return [*lines, Text(f"  … and {hidden} more{where}")] if hidden else lines


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
    remarks = [
        f"{summary.new:,} new",
        f"{summary.again:,} extracted again" if summary.again else "",
        f"{summary.unchanged:,} unchanged" if summary.unchanged else "",
        f"{summary.superseded:,} superseded" if summary.superseded else "",
        f"{summary.characters:,} characters in {summary.seconds:.1f} s",
    ]
    reasons = ", ".join(f"{count} {reason}" for reason, count in summary.refused.most_common(6))
    for name, count, remark in (
        ("articles", summary.articles, ", ".join(filter(None, remarks))),
        ("speeches", summary.speeches, ""),
        ("proposals", summary.proposals, ""),
        ("rejects", summary.rejected, reasons),
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
        table.add_row(Text(counted(len(rest), "other"), "dim"), f"{sum(count for _, count in rest):,}")
    return table
