"""The tables' columns for people and programs: name, type, description, and the code lists behind them.

The hard part is to name a nested type in a line: `list of struct` for the proposers, whose parts (name 杨勇,
role 学员代表) then stand indented below.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from schemas import CODE_LISTS, TABLES


def columns_view() -> RenderableType:
    """All tables, then all code lists."""
    parts: list[RenderableType] = []
    for table in TABLES.values():
        schema = table.schema
        parts += [Text(f"{table.name}: {schema.metadata[b'description'].decode()}", "bold")]
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for field in schema:
            _add(grid, field, 1)
        parts += [grid, Text()]
    for codes in CODE_LISTS:
        parts += [Text(f"{codes.__name__}: {(codes.__doc__ or '').split('.')[0]}", "bold")]
        grid = Table.grid(padding=(0, 2))
        for code in codes:
            grid.add_row(f"  {code.value}", code.label)
        parts += [grid, Text()]
    return Group(*parts)


def json_schemas() -> dict[str, Any]:
    """JSON Schema of each table's rows, by table."""
    return {table.name: table.model.model_json_schema() for table in TABLES.values()}


def _add(grid: Table, field: pa.Field, depth: int) -> None:
    kind, inner = _kind(field.type)
    null = " or null" if field.nullable else ""
    grid.add_row(
        "  " * depth + field.name, kind + null, (field.metadata or {}).get(b"description", b"").decode()
    )
    for part in inner:
        _add(grid, part, depth + 1)


def _kind(kind: pa.DataType) -> tuple[str, list[pa.Field]]:
    if pa.types.is_list(kind):
        name, inner = _kind(kind.value_type)
        return f"list of {name}", inner
    if pa.types.is_struct(kind):
        return "struct", list(kind)
    return ("code", []) if pa.types.is_dictionary(kind) else (str(kind), [])
