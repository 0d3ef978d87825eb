"""Rows in the terminal, as `jianyan query` shows them.

A frame comes in, a table goes out. The hard part is width: a recommendation takes what is left and is folded, and
names such as 杨勇、贾肖乐 stay whole.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.views.counted import counted

# Columns of long texts, which take the room that the others leave.
_LONG = frozenset({"recommendation", "context", "text", "title", "fragment", "message"})


def rows_view(rows: pd.DataFrame, total: int | None) -> RenderableType:
    """The rows with their number; they may be only the first of `total`, or of nobody knows how many."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in rows.columns:
        is_number = rows[name].dtype.kind in "iuf"
        table.add_column(
            name,
            overflow="fold",
            ratio=1 if name in _LONG else None,
            max_width=None if name in _LONG else 28,
            justify="right" if is_number else "left",
        )
    for row in rows.itertuples(index=False, name=None):
        table.add_row(*(Text(_told(value)) for value in row))
    count = counted(len(rows), "row")
    if total != len(rows):
        of = "" if total is None else f" of {total:,}"
        count = f"the first {len(rows):,}{of}; --limit shows more"
    return Group(table, Text(), Text(count, "dim")) if len(rows) else Text("No rows.")


def _told(value: Any) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if not (value.hour or value.minute) else f"{value:%Y-%m-%d %H:%M}"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
