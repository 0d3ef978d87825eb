"""Folders for data sets: in memory where the system has such, since a thousand syncs to a disk take minutes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.tables import Dataset, journal
from tests.tables import made
from tests.tables.crash import Crashes

_MEMORY = Path("/dev/shm")


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="jianyan-", dir=_MEMORY if _MEMORY.is_dir() else None))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def stored(folder: Path) -> Path:
    """Where a data set of two batches stands: articles 0 and 1, then 2 and 3."""
    with Dataset.open(folder / "data").writer() as writer:
        writer.commit(made.batch([0, 1]))
        writer.commit(made.batch([2, 3]))
    return folder / "data"


@pytest.fixture(scope="session")
def crashes() -> Iterator[Crashes]:
    with Crashes() as server:
        yield server


@pytest.fixture
def short_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "GUARD_SECONDS", 0.001)
