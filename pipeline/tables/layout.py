"""Where everything of a data set stands, and what the names of its part files say.

A root folder comes in; the paths of table folders, part files and the working folder come out. A part is
`proposals-0003-000012.parquet`: generation 3 of the table's folder, batch 12. A name never stands for other
bytes than before, so that whoever listed a folder reads what was in it then, or learns that it is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DatasetError

_PART = re.compile(r"(?P<table>[a-z]+)-(?P<generation>\d{4,})-(?P<batch>\d{6,})\.parquet")


# The part files of each table, in the order of their rows.
Files = Mapping[str, tuple[Path, ...]]


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A part file of a table. Parts sort in the order of their rows."""

    generation: int
    batch: int
    table: str
    path: Path

    @classmethod
    def of(cls, path: Path, table: str) -> Part | None:
        """The part that a file of `table` is; null for a file that is none."""
        found = _PART.fullmatch(path.name)
        if found is None or found["table"] != table:
            return None
        return cls(int(found["generation"]), int(found["batch"]), table, path)


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of a data set. Nothing here touches a table; `parts` and `foreign` list folders."""

    root: Path
    tables: tuple[str, ...]

    def folder(self, table: str) -> Path:
        return self.root / table

    @property
    def work(self) -> Path:
        """What is no table: the lock, the journal, batches in the making, caches. Readers pass it over."""
        return self.root / ".jianyan"

    @property
    def staging(self) -> Path:
        """Batches in the making, and table folders that were replaced and are about to go."""
        return self.work / "staging"

    @property
    def cache(self) -> Path:
        """Indexes that can be made anew at any time."""
        return self.work / "cache"

    @property
    def journal(self) -> Path:
        return self.work / "journal.json"

    @property
    def lock(self) -> Path:
        return self.work / "lock"

    @property
    def holder(self) -> Path:
        return self.work / "holder.json"

    def exists(self) -> bool:
        """Whether there is a table to read."""
        return any(self.folder(table).is_dir() for table in self.tables)

    def parts(self, table: str, folder: Path | None = None) -> list[Part]:
        """The table's part files in the order of their rows; those in `folder` where one is given."""
        return sorted(
            part
            for path in _files(folder or self.folder(table))
            if (part := Part.of(path, table)) is not None and not is_guard(path)
        )

    def paths(self, table: str, folder: Path | None = None) -> tuple[Path, ...]:
        """The paths of the parts."""
        return tuple(part.path for part in self.parts(table, folder))

    def foreign(self, table: str) -> list[Path]:
        """What stands in the table's folder and is no part of it, a guard of a compaction aside."""
        return [path for path in _files(self.folder(table)) if Part.of(path, table) is None]

    def refuse_generations(self, table: str, paths: Iterable[Path]) -> None:
        """Raises `DatasetError` for parts of two generations, as after `git checkout -- data`: rows stand in both."""
        found = sorted(part for path in paths if (part := Part.of(path, table)))
        if found and found[0].generation < found[-1].generation:
            raise DatasetError(
                f"{self.folder(table)}: holds parts of two generations ({found[0].path.name} and "
                f"{found[-1].path.name}); move those of the lower number out of the folder and run again"
            )

    def generation(self, table: str) -> int:
        """The generation of the table's folder; 0 where there is none yet."""
        return max((part.generation for part in self.parts(table)), default=0)

    def last_batch(self) -> int:
        """The highest batch number in use; 0 where there is none."""
        return max((part.batch for table in self.tables for part in self.parts(table)), default=0)


def is_guard(path: Path) -> bool:
    """Whether a link into a process stands there for a part that is being replaced (see `journal`).

    Other links are parts: git-annex and DVC keep files so.
    """
    try:
        return str(path.readlink()).startswith("/proc/")
    except OSError:  # no link, or nothing
        return False


def part_name(table: str, generation: int, batch: int) -> str:
    return f"{table}-{generation:04d}-{batch:06d}.parquet"


def _files(folder: Path) -> Iterable[Path]:
    """What the folder holds; nothing where it is missing."""
    return sorted(folder.iterdir()) if folder.is_dir() else []
