"""The instant in which a folder is replaced, and systems that cannot exchange two folders."""

from __future__ import annotations

import errno
import os

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from pipeline.errors import DatasetError
from pipeline.tables import Dataset, disk, journal
from tests.tables import made


def reread(root, fingerprint="v2") -> None:
    with Dataset.open(root).writer() as writer:
        writer.commit(made.batch([0], fingerprint=fingerprint))


def test_in_the_instant_of_a_replacement_a_reader_fails_and_never_sees_fewer_rows(stored, monkeypatch):
    """A reader that listed the old folder asks for its first file, and must not find it gone."""
    listed = sorted((stored / "proposals").iterdir())
    seen = []

    def look(seconds: float) -> None:
        seen.append(listed[0].exists())
        assert not any(path.exists() for path in listed[1:])
        with pytest.raises(pa.ArrowInvalid, match="size is 0 bytes"):
            pd.read_parquet(stored / "proposals")
        with pytest.raises(duckdb.Error, match="too small"):
            duckdb.sql(f"from '{stored}/proposals/*.parquet'").fetchall()
        assert len(Dataset.open(stored).layout.parts("proposals")) > 1

    monkeypatch.setattr(journal.time, "sleep", look)
    reread(stored)
    assert seen == [True]
    assert not listed[0].exists()
    assert len(pd.read_parquet(stored / "proposals")) == 8


def test_the_guard_of_a_dead_process_hinders_nobody_and_is_cleared_by_the_next_run(stored):
    guard = stored / "proposals" / "proposals-0001-000009.parquet"
    guard.symlink_to(f"/proc/{2**22 + 1}/fd/3")
    assert len(pd.read_parquet(stored / "proposals")) == 8
    assert duckdb.sql(f"select count(*) from '{stored}/proposals/*.parquet'").fetchall() == [(8,)]
    with Dataset.open(stored).writer():
        assert not guard.is_symlink()


def refused(*_: object) -> None:
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def test_where_folders_cannot_be_exchanged_two_renames_do_it(stored, short_guard, monkeypatch):
    monkeypatch.setattr(disk, "_rename_exchange", refused)
    reread(stored)
    assert pd.read_parquet(stored / "articles")["fingerprint"].tolist() == ["v1", "v1", "v1", "v2"]
    assert len(pd.read_parquet(stored / "proposals")) == 8


def test_a_crash_between_the_two_renames_is_finished_by_the_next_run(stored, short_guard, monkeypatch):
    def dies(layout, step, guard) -> None:
        layout.folder(step.table).rename(layout.staging / f"{step.table}.old")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(journal, "_swap", dies)
        with pytest.raises(KeyboardInterrupt):
            reread(stored)
    assert not (stored / "speeches").exists()
    snapshot = Dataset.open(stored).snapshot()
    assert sum(len(pd.read_parquet(path)) for path in snapshot.files["speeches"]) == 4
    with Dataset.open(stored).writer():
        pass
    assert len(pd.read_parquet(stored / "speeches")) == 4
    assert pd.read_parquet(stored / "articles")["fingerprint"].tolist() == ["v1", "v1", "v1", "v2"]


def test_where_files_cannot_be_linked_they_are_copied(stored, short_guard, monkeypatch):
    def refuses(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuses)
    reread(stored)
    assert len(pd.read_parquet(stored / "proposals")) == 8


def test_a_decided_batch_whose_files_are_gone_is_told(stored, short_guard):
    journal.decide(
        Dataset.open(stored).layout, [journal.Step("add", "proposals", 1, "proposals-0001-000003.parquet")]
    )
    with pytest.raises(DatasetError, match=r"proposals-0001-000003\.parquet: missing.*bring .* back"):
        reread(stored)
