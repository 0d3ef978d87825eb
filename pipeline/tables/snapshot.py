"""The part files of all tables as they stand between two commits.

A layout comes in, lists of files come out that belong together. Tables change one after the other, so a plain
reader may see 市政协's article and not yet its proposals; here the folders are listed twice with a look at the
journal between: nothing ever returns to what it was, so two equal lists are what stood there at that look. A
journal left by a dead run tells what its batch would have become, and the lists are completed from it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self, TypeVar

from pipeline.errors import DatasetError
from pipeline.tables import journal
from pipeline.tables.layout import Files, Layout

# A commit takes some milliseconds and the guard's time; after ten times that, whoever began it is dead or stuck.
_PATIENCE = 10
_LONGEST = 30.0

_GLOB = re.compile(r"[*?\[]")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`files` of each table in the order of their rows; `version` tells two states of the data set apart."""

    files: Files
    version: str

    def scan(self, table: str) -> str:
        """The table's rows as DuckDB is told of them: of folders' names `data[2026]` is no pattern, `city=太原` no column."""
        listed = (_GLOB.sub(r"[\g<0>]", str(path)).replace("'", "''") for path in self.files[table])
        quoted = ", ".join(f"'{path}'" for path in listed)
        return f"read_parquet([{quoted}], hive_partitioning = false)"

    @classmethod
    def take(cls, layout: Layout) -> Self:
        """Raises `DatasetError` where there is no data set, or commits never pause for half a minute."""
        began = time.monotonic()
        while time.monotonic() - began < _LONGEST:
            if not layout.exists():
                raise DatasetError(
                    f"{layout.root}: holds no data set; make one with `jianyan run INPUT --out {layout.root}`"
                )
            try:
                first = _files(layout)
                idle = journal.decided(layout) is None
                second = _files(layout)
                late = time.monotonic() - began > _PATIENCE * journal.GUARD_SECONDS
                if first == second and (late or (idle and all(first.values()))):
                    _refuse_missing(layout, first)
                    for table, paths in first.items():
                        layout.refuse_generations(table, paths)
                    return cls(first, _version(first))
            except FileNotFoundError:
                pass  # moved between listing and looking; list again
            time.sleep(0.005)
        raise DatasetError(
            f"{layout.root}: commits follow each other without a pause; read it when the run is done"
        )

    @classmethod
    def read(cls, layout: Layout, reading: Callable[[Self], T]) -> T:
        """What `reading` gives of a snapshot, read again from a newer one where its files have been replaced.

        Raises `DatasetError` as `take` does, or where ten snapshots in a row are gone before they are read.
        """
        for _ in range(10):
            try:
                return reading(cls.take(layout))
            except FileNotFoundError:
                continue
        raise DatasetError(
            f"{layout.root}: replaced faster than it can be read; read it when the run is done"
        )


def _files(layout: Layout) -> Files:
    """The files of each table, those of a commit under way counted as done."""
    found = {table: layout.paths(table) for table in layout.tables}
    for step in journal.decided(layout) or ():
        if not journal.pending(layout, step):
            continue
        if step.kind == "add":
            found[step.table] += (layout.staging / step.name,)
        else:
            found[step.table] = layout.paths(step.table, layout.staging / step.table)
    return found


def _refuse_missing(layout: Layout, files: Files) -> None:
    """Every table has a part from the first run's first moments on."""
    for table, paths in files.items():
        if not paths:
            raise DatasetError(
                f"{layout.folder(table)}: holds no part of the table; bring the folder back from a copy, or run "
                "again with the inputs, which makes it anew and does the articles again that had rows in it"
            )


def _version(files: Files) -> str:
    """Names alone would not do: a data set that was deleted and made anew begins with the same ones."""
    told = []
    for path in (path for paths in files.values() for path in paths):
        status = path.stat()
        told.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
    return blake2b("\n".join(told).encode(), digest_size=8).hexdigest()
