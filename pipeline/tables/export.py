"""Rows as files that people open: CSV for Excel, JSON lines, Parquet, a workbook, a Markdown table.

A table or frame comes in, bytes go out. The hard thing is a spreadsheet: without a byte order mark Excel reads
太原市 as å¤ªåŽŸ, a cell that begins with = is computed, and a control character makes a workbook unreadable.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import DatasetError, QueryError
from pipeline.tables import disk

Rows: TypeAlias = "pd.DataFrame | pa.Table"

# What a worksheet can hold (ECMA-376, Excel's limits): rows with the header, characters in a cell.
_SHEET_ROWS = 1_048_576
_CELL_CHARS = 32_767
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# A spreadsheet takes a cell of a CSV file that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def exported(rows: Rows, form: str) -> bytes:
    """The rows as a whole file. Raises `QueryError` for an unknown format or rows that do not fit in it."""
    if form not in FORMATS:
        raise QueryError(f"{form!r} is no format; there are {', '.join(FORMATS)}")
    table = rows if isinstance(rows, pa.Table) else pa.Table.from_pandas(rows, preserve_index=False)
    # pandas writes its own types beside Arrow's, and cannot read those of nested columns back.
    return FORMATS[form](table.replace_schema_metadata())


def save(rows: Rows, path: Path | str, form: str | None = None) -> Path:
    """Writes the rows to a file, whole or not at all, in the format of its ending where none is given.

    Raises `QueryError` as `exported` does, `DatasetError` where the file cannot be written.
    """
    target = Path(path)
    payload = exported(rows, form or target.suffix.removeprefix(".").lower())
    if target.is_dir():
        raise QueryError(f"{target}: is a folder; name the file")
    try:
        disk.replace(target, payload)
    except OSError as error:
        raise DatasetError(
            f"{target}: cannot be written ({error.strerror}); name another file, or make room"
        ) from error
    return target


def _csv(table: pa.Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.column_names)
    for row in _rows(table):
        cells = map(_cell, row)
        writer.writerow(
            f"'{cell}" if str(cell).startswith(_FORMULA) and isinstance(cell, str) else cell for cell in cells
        )
    return text.getvalue().encode("utf-8-sig")


def _jsonl(table: pa.Table) -> bytes:
    lines = (json.dumps(row, ensure_ascii=False, default=_day) for row in table.to_pylist())
    return "".join(f"{line}\n" for line in lines).encode()


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def _xlsx(table: pa.Table) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 (a fifth of a second that the other formats spare)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    if table.num_rows >= _SHEET_ROWS:
        raise QueryError(f"{table.num_rows} rows are more than a worksheet holds; ask for fewer or for csv")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("建言")
    sheet.freeze_panes = "A2"
    sheet.append(table.column_names)
    for row in _rows(table):
        cells = []
        for value in row:
            plain = _cell(value)
            cell = WriteOnlyCell(
                sheet, plain if not isinstance(plain, str) else _CONTROL.sub("", plain)[:_CELL_CHARS]
            )
            if isinstance(plain, str):
                cell.data_type = "s"  # text, whatever it begins with
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _markdown(table: pa.Table) -> bytes:
    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cells)} |\n"

    told = [line(table.column_names), line("---" for _ in table.column_names)]
    for row in _rows(table):
        cells = ("" if value is None else str(_cell(value)) for value in row)
        told.append(line(cell.replace("|", "\\|").replace("\r", "").replace("\n", "<br>") for cell in cells))
    return "".join(told).encode()


FORMATS: Mapping[str, Callable[[pa.Table], bytes]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "xlsx": _xlsx,
    "md": _markdown,
}


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _cell(value: Any) -> str | int | float | bool | None:
    """The value as one cell shows it: a day without its midnight, a list as JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    return _day(value) if isinstance(value, datetime) else json.dumps(value, ensure_ascii=False, default=_day)


def _day(value: Any) -> str:
    """A date of the tables is a day at midnight."""
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} has no form as text")
    return value.isoformat(sep=" ").removesuffix(" 00:00:00")
