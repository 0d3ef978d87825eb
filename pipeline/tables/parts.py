"""One part file: rows in the table's own schema in, Parquet bytes out, and back.

The hard thing is that Parquet readers take the first file's columns as everybody's: a part that lacks
`county_adcode`, or holds only nulls there, must not decide its type. So every part is written in the explicit
schema, and one that has another is refused with its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel

from pipeline.errors import DatasetError
from pipeline.tables.layout import is_guard

Rows: TypeAlias = "Sequence[BaseModel] | Sequence[Mapping[str, Any]] | pa.Table"


@dataclass(frozen=True, slots=True)
class Footer:
    """What a part's end says: how many rows it has, and the notes it was encoded with."""

    n_rows: int
    notes: Mapping[bytes, bytes]


# DuckDB reads row groups in parallel; 1,000,000 proposals in one group keep the second core idle.
ROW_GROUP = 100_000


def to_table(rows: Rows, schema: pa.Schema) -> pa.Table:
    """The rows in the table's schema. Raises `pyarrow.ArrowInvalid` or `ArrowTypeError` where they do not fit."""
    if isinstance(rows, pa.Table):
        return rows.select(schema.names).cast(schema)
    plain = [row.model_dump() if isinstance(row, BaseModel) else row for row in rows]
    return pa.Table.from_pylist(plain, schema=schema)


def encode(table: pa.Table, notes: Mapping[str, str] | None = None) -> pa.Buffer:
    """The table as the bytes of a Parquet file, with notes in its footer that are no part of the schema."""
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, table.schema, compression="zstd") as writer:
        writer.write_table(table, row_group_size=ROW_GROUP)
        writer.add_key_value_metadata(notes or {})
    return sink.getvalue()


def read(path: Path, schema: pa.Schema, columns: Sequence[str] | None = None) -> pa.Table:
    """The part's rows, or some columns of them. Raises `DatasetError` where it is no Parquet file."""
    with opened(path) as file:
        found = file.read(columns=None if columns is None else list(columns))
    wanted = schema if columns is None else pa.schema([schema.field(name) for name in columns])
    try:
        return found.select(wanted.names).cast(wanted)
    except (KeyError, pa.ArrowException):
        check(path, schema)  # raises where it has other columns
        raise


def check(path: Path, schema: pa.Schema) -> int:
    """The part's number of rows. Raises `DatasetError` where it is damaged or has other columns."""
    return footer(path, schema).n_rows


def footer(path: Path, schema: pa.Schema) -> Footer:
    """The part's footer. Raises `DatasetError` where it is damaged or has other columns."""
    with opened(path) as file:
        found, told = file.schema_arrow, file.metadata
        n_rows, notes = told.num_rows, told.metadata or {}
    if not found.equals(schema):
        raise DatasetError(
            f"{path}: written with other columns than this version has ({_difference(found, schema)}); "
            "write to a new folder, or use the version that wrote it"
        )
    return Footer(int(n_rows), notes)


@contextmanager
def opened(path: Path, encoded: Sequence[str] = ()) -> Iterator[pq.ParquetFile]:
    """The part while it is read, with the strings of some columns as dictionaries.

    Raises `DatasetError` where it is damaged, `FileNotFoundError` where it is gone.
    """
    try:
        with pq.ParquetFile(path, read_dictionary=list(encoded)) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        if is_gone(path):
            raise FileNotFoundError(path) from error
        raise DatasetError(damaged(path, error)) from error


def is_gone(path: Path) -> bool:
    """Whether the part has been replaced; for an instant a link that nobody can read stands in its place."""
    return is_guard(path) or not path.exists()


def damaged(path: Path, error: Exception) -> str:
    """What to tell of a part that cannot be read."""
    return (
        f"{path}: no readable Parquet file ({str(error).splitlines()[0]}); bring it back from a copy, or move it out "
        "of the folder and run again with the inputs: articles that may have rows in it are done again, others stay"
    )


def joined(tables: Iterable[pa.Table], schema: pa.Schema) -> pa.Table:
    """The tables one after the other, in the schema; empty for none."""
    found = list(tables)
    return pa.concat_tables(found).unify_dictionaries() if found else schema.empty_table()


def _difference(found: pa.Schema, wanted: pa.Schema) -> str:
    missing = [name for name in wanted.names if name not in found.names]
    extra = [name for name in found.names if name not in wanted.names]
    changed = [
        f"{name} is {found.field(name).type}"
        for name in wanted.names
        if name in found.names and not found.field(name).equals(wanted.field(name))
    ]
    listed = [
        f"{label} {'、'.join(names)}"
        for label, names in (("without", missing), ("with", extra), ("where", changed))
        if names
    ]
    return "; ".join(listed) or "in another order"
