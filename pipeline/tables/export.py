"""Rows as files that people open: CSV for Excel, JSON lines, Parquet, a workbook, a Markdown table.

A table or frame comes in, bytes go out. The hard thing is a spreadsheet: without a byte order mark Excel reads
太原市 as å¤ªåŽŸ, a cell that begins with = is computed, and a character that XML forbids makes a workbook
unreadable. What SQL gives beside text and numbers (dates, decimals, blobs, intervals) has one form as text in all.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import DatasetError, QueryError
from pipeline.tables import disk

Rows: TypeAlias = "pd.DataFrame | pa.Table"

# What a worksheet can hold (ECMA-376, Excel's limits): rows with the header, characters (UTF-16) in a cell.
_SHEET_ROWS = 1_048_576
_CELL_CHARS = 32_767
# What no XML 1.0 document holds (section 2.2), which a workbook is made of; 坏\x07字 is written without it.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A workbook's own escape for a character is _x0041_ for A; in a text that holds such the _ itself is escaped.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# A file that the process has open: to open it anew would begin at its start again.
_OPEN = re.compile(r"/dev/(?P<name>stdout|stderr)|(?:/dev|/proc/self)/fd/(?P<number>\d+)")
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

    A link stays and the file that it leads to is written; what is no file (a named pipe) is written into, and so is
    what the process has open (/dev/stdout, whatever the shell made of it). Raises `QueryError` as `exported` does, `DatasetError` where the file cannot be written.
    """
    target = Path(path)
    payload = exported(rows, form or target.suffix.removeprefix(".").lower())
    if target.is_dir():
        raise QueryError(f"{target}: is a folder; name the file")
    try:
        if descriptor := _OPEN.fullmatch(str(target)):
            number = {"stdout": 1, "stderr": 2}.get(descriptor["name"]) or int(descriptor["number"])
            with open(number, "wb", closefd=False) as stream:
                stream.write(payload)
        elif target.exists() and not target.is_file():
            target.write_bytes(payload)
        else:
            disk.replace(_behind_links(target), payload)
    except OSError as error:
        raise DatasetError(
            f"{target}: cannot be written ({error.strerror}); name another file, or make room"
        ) from error
    return target


def _behind_links(path: Path) -> Path:
    """The file that a link leads to, which need not be there yet. Raises `OSError` for links in a circle."""
    found = Path(os.path.realpath(path))
    if found.is_symlink():
        found.stat()
    return found


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
    rows = (dict(zip(table.column_names, map(_plain, row), strict=True)) for row in _rows(table))
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def _parquet(table: pa.Table) -> bytes:
    for at, field in enumerate(table.schema):
        if not _has_parquet(field):  # an interval, a union: as text
            told = (None if value is None else str(_cell(value)) for value in _values(table.column(at)))
            table = table.set_column(at, field.name, pa.array(told, pa.string()))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def _has_parquet(field: pa.Field) -> bool:
    """Whether Parquet has the type."""
    try:
        pq.write_table(pa.schema([field]).empty_table(), pa.BufferOutputStream())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return False
    return True


def _xlsx(table: pa.Table) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 (a fifth of a second that the other formats spare)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    if table.num_rows >= _SHEET_ROWS:
        raise QueryError(f"{table.num_rows} rows are more than a worksheet holds; ask for fewer or for csv")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("建言")
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> WriteOnlyCell:
        if not isinstance(value, str):
            return WriteOnlyCell(sheet, value)
        made = WriteOnlyCell(sheet, _ESCAPE.sub("_x005F_", _NO_XML.sub("", value)))
        made.data_type = "s"  # text, whatever it begins with
        return made

    rows = [[_cell(value) for value in row] for row in _rows(table)]
    _refuse_long(table.column_names, rows)
    for row in (table.column_names, *rows):
        sheet.append([cell(value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _refuse_long(names: list[str], rows: list[list[Any]]) -> None:
    """Raises `QueryError` for the first cell that Excel would cut."""
    for number, row in enumerate(rows, 1):
        for name, value in zip(names, row, strict=True):
            if isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) > 2 * _CELL_CHARS:
                raise QueryError(
                    f"{name} of row {number} has {len(value):,} characters, and a worksheet's cell holds "
                    f"{_CELL_CHARS:,}; leave the column out, or ask for csv, jsonl or parquet"
                )


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
        yield from zip(*map(_values, batch.columns), strict=True)


def _values(column: pa.Array | pa.ChunkedArray) -> list[Any]:
    """As Python has them; as text where it has none, 44 BC or infinity in a date."""
    try:
        return column.to_pylist()
    except (OverflowError, ValueError):
        return column.cast(pa.string()).to_pylist()


def _cell(value: Any) -> str | int | float | bool | None:
    """The value as one cell shows it: a day without its midnight, a list as JSON."""
    plain = _plain(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, list | dict) else plain


def _plain(value: Any) -> Any:
    """The value as JSON has it: a date of the tables is a day at midnight, an infinite number text, a blob hex."""
    told: Any
    match value:
        case None | str() | int():
            told = value
        case float():
            told = value if math.isfinite(value) else str(value)
        case Decimal():
            told = int(value) if value == value.to_integral_value() else _float(value)
        case datetime():
            told = value.isoformat(sep=" ").removesuffix(" 00:00:00")
        case date() | time():
            told = value.isoformat()
        case bytes():
            told = value.hex()
        case pa.MonthDayNano():
            told = (
                f"{value.months} months {value.days} days {timedelta(microseconds=value.nanoseconds // 1000)}"
            )
        case dict():
            told = {str(_plain(key)): _plain(part) for key, part in value.items()}
        case list() | tuple():
            told = [_plain(part) for part in value]
        case _:
            told = str(value)
    return told


def _float(value: Decimal) -> float | str:
    """The number where a float has all its digits, else the digits."""
    number = float(value)
    return number if Decimal(str(number)) == value else f"{value:f}"
