"""What changed between two data sets, in the terminal.

A table of changes comes in (as `pipeline.diff` gives it); counts and the changes themselves go out. The hard part
is a changed recommendation, 加快制定条例,加强监管 → 加快制定条例, of which both readings must be seen.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pyarrow as pa
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from pipeline.tables.changes import counts

_SIGNS = {"added": ("+", "green"), "gone": ("-", "red"), "changed": ("~", "yellow")}
_LONGEST = 60  # characters of a value


def changes_view(changes: pa.Table, limit: int) -> RenderableType:
    """The counts, then the first `limit` proposals that differ, by article."""
    told = counts(changes)
    fields = ", ".join(f"{name.removeprefix('changed: ')} {n}" for name, n in told.items() if ": " in name)
    head = f"{told['added']:,} added, {told['gone']:,} gone, {told['changed']:,} changed"
    if not changes.num_rows:
        return Text("Nothing changed.")
    parts: list[RenderableType] = [Text(head, "bold")]
    parts += [Text(f"fields changed: {fields}", "dim")] if fields else []
    pairs = groupby(
        changes.to_pylist(),
        key=lambda row: (row["article_id"], row["proposal_before"], row["proposal_after"]),
    )
    article = None
    for number, (key, rows) in enumerate(pairs):
        if number == limit:
            parts.append(Text("… and more; --limit shows them, --out keeps all", "dim"))
            break
        same = list(rows)
        if key[0] != article:
            article = key[0]
            parts += [Text(), Text(f"{same[0]['title'] or '(no title)'} · {same[0]['source']}", "dim")]
        parts.append(_change(same))
    return Group(*parts)


def _change(rows: list[dict[str, Any]]) -> RenderableType:
    sign, style = _SIGNS[rows[0]["change"]]
    lines = [Text.assemble((f"{sign} ", style), rows[0]["recommendation"])]
    for row in rows:
        if row["field"]:
            values = f"{_short(row['before'])} → {_short(row['after'])}"
            lines.append(Text.assemble(("    " + row["field"] + ": ", "dim"), values))
    return Padding(Group(*lines), (0, 0, 0, 1))


def _short(value: str | None) -> str:
    if value is None:
        return "(none)"
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
