"""The data set as a run sees it: open it, hold it for writing, ask what it knows.

A folder comes in; the folder need not exist. What is hard stands elsewhere: `staging` and `journal` say how
a batch of 提案 gets into the tables, `docs/storage.md` says why so.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import DatasetError
from pipeline.tables import parts
from pipeline.tables.known import Known, load_known
from pipeline.tables.layout import Layout
from pipeline.tables.snapshot import Snapshot
from pipeline.tables.writer import Writer, opened
from schemas import TABLES

SCHEMAS: Mapping[str, pa.Schema] = {name: table.schema for name, table in TABLES.items()}


class Dataset:
    """A folder of tables. `schemas` gives each table's columns; the first table is `articles`."""

    def __init__(self, path: Path, schemas: Mapping[str, pa.Schema]) -> None:
        self.layout = Layout(path, tuple(schemas))
        self.schemas = schemas

    @property
    def folder(self) -> Path:
        """The folder in which the data set lies, absolute: what rows' sources count from."""
        return Path(os.path.abspath(self.layout.root)).parent  # noqa: PTH100 (links stay, as in sources)

    @classmethod
    def open(cls, path: Path | str, schemas: Mapping[str, pa.Schema] = SCHEMAS) -> Self:
        """The data set at `path`. Nothing is made or read yet; raises `DatasetError` for a path that can be none."""
        root = Path(path)
        try:
            if not stat.S_ISDIR(root.stat().st_mode):
                raise DatasetError(f"{root}: is a file; give a folder for the tables")
        except FileNotFoundError:
            pass
        except NotADirectoryError as error:
            raise DatasetError(
                f"{root}: a file stands where a folder should be; give another folder"
            ) from error
        except OSError as error:
            raise DatasetError(f"{root}: cannot be used ({error.strerror}); give another folder") from error
        return cls(root, schemas)

    def writer(self, *, wait: float | bool = True) -> AbstractContextManager[Writer]:
        """The data set held for writing, for a `with` statement.

        `wait` is for how many seconds to wait for another run, True for as long as it takes. Raises
        `DatasetError` where that is too long, where the folder cannot be written, or where a file among the
        tables is damaged or foreign.
        """
        return opened(self.layout, self.schemas, wait=wait)

    def known(self) -> Known:
        """What the tables hold. Another run may add to it at any time; a `Writer` knows for sure."""
        if not self.layout.exists():
            return load_known({}, self.schemas)
        return Snapshot.read(self.layout, lambda snapshot: load_known(snapshot.files, self.schemas))

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return Snapshot.read(
            self.layout,
            lambda snapshot: {
                table: sum(parts.check(path, self.schemas[table]) for path in paths)
                for table, paths in snapshot.files.items()
            },
        )

    def columns(self, table: str, *columns: str) -> pa.Table:
        """Some columns of a table, all its rows; strings are dictionaries. Raises `DatasetError` for a damaged part."""

        def read(path: Path) -> pa.Table:
            with parts.opened(path, encoded=columns) as file:  # to make a million strings takes twice as long
                return file.read(columns=list(columns))

        found = Snapshot.read(
            self.layout, lambda snapshot: pa.concat_tables(map(read, snapshot.files[table]))
        )
        return found.unify_dictionaries()

    def compact(self, *, wait: float | bool = True) -> int:
        """Joins small part files; returns by how many files the data set has fewer."""
        with self.writer(wait=wait) as writer:
            return writer.compact()

    def snapshot(self) -> Snapshot:
        """The part files of all tables at one moment, between two commits."""
        return Snapshot.take(self.layout)


def numbers(values: pa.ChunkedArray) -> Counter[str | None]:
    """How many rows have each value."""
    return Counter({pair["values"]: pair["counts"] for pair in pc.value_counts(values).to_pylist()})


def compact(path: Path | str = "data") -> int:
    """Joins small part files of the data set at `path`; returns by how many files it has fewer.

    A run does so by itself where there are many. Raises `DatasetError` where there is no data set.
    """
    dataset = Dataset.open(path)
    dataset.snapshot()  # raises where there is none
    return dataset.compact()
