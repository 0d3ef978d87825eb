"""Processes that really die, wait and write at once, while others read."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from pipeline.errors import DatasetError
from pipeline.tables import Dataset
from tests.tables import jobs, made

PROJECT = Path(__file__).parents[2]
KILLS = 20

READERS = {
    "pandas": lambda folder: pd.read_parquet(folder, columns=["proposal_id", "article_id", "confidence"]),
    "pyarrow": lambda folder: (
        ds.dataset(folder).to_table(["proposal_id", "article_id", "confidence"]).to_pandas()
    ),
    "duckdb": lambda folder: (
        duckdb.connect().sql(f"select proposal_id, article_id, confidence from '{folder}/*.parquet'").df()
    ),
}
# What a reader may get in the instant in which a folder is replaced, and reads again.
AGAIN = (OSError, pa.ArrowInvalid, duckdb.Error)


def start(root: Path, job: str = "weeks") -> subprocess.Popen[bytes]:
    program = f"import pathlib; from tests.tables import jobs; jobs.{job}(pathlib.Path({str(root)!r}))"
    return subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT)


def torn(proposals: pd.DataFrame) -> list[str]:
    """What is wrong with what a reader saw: rows twice, half an article, half a batch, two versions of one."""
    faults = [f"{row} twice" for row, count in Counter(proposals["proposal_id"]).items() if count > 1]
    versions = proposals.groupby("article_id")["confidence"].agg(["size", "min", "max"])
    for number in range(jobs.BATCHES):
        articles = [row.article_id for row in jobs.batch(number, "v1")["articles"]]
        seen = versions[versions.index.isin(articles)]
        if len(seen) not in {0, jobs.SIZE}:
            faults.append(f"{len(seen)} articles of batch {number}")
        if len(seen) and (set(seen["size"]) != {2} or seen["min"].min() != seen["max"].max()):
            faults.append(f"batch {number} half replaced")
    return faults


class Reading:
    """Reads in a loop, in a thread, until stopped; keeps what was wrong."""

    def __init__(self, root: Path) -> None:
        self.faults: list[str] = []
        self.readings: Counter[str] = Counter()
        self._folder = root / "proposals"
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join(30)

    def _loop(self) -> None:
        while not self._stop.is_set():
            for name, read in READERS.items():
                if self._folder.exists():
                    try:
                        seen = read(self._folder)
                    except AGAIN:
                        self.readings["again"] += 1
                        continue
                    self.readings[name] += 1
                    self.faults += [f"{name}: {fault}" for fault in torn(seen)]


def undisturbed(folder: Path) -> dict[str, list[dict]]:
    jobs.weeks(folder / "undisturbed")
    return rows(folder / "undisturbed")


def rows(root: Path) -> dict[str, list[dict]]:
    return {name: ds.dataset(root / name).to_table().to_pylist() for name in Dataset.open(root).schemas}


@pytest.mark.timeout(120)
def test_after_kills_at_any_moment_rows_are_those_of_an_undisturbed_run_and_no_reader_saw_less(folder):
    root, chance, kills = folder / "data", random.Random(20260301), 0
    expected = undisturbed(folder)
    with Reading(root) as reading:
        while kills < KILLS:
            writer = start(root)
            try:
                assert writer.wait(0.4 + chance.random() * 0.7) == 0
            except subprocess.TimeoutExpired:
                writer.send_signal(signal.SIGKILL)
                writer.wait()
                kills += 1
            else:
                root.rename(folder / f"data-{kills}")  # done before it was killed: begin another
            if (root / "proposals").exists():
                for name, read in READERS.items():
                    assert torn(read(root / "proposals")) == [], f"{name} after kill {kills}"
        jobs.weeks(root)
    assert reading.faults == []
    assert all(reading.readings[name] for name in READERS)
    assert rows(root) == expected


def test_two_runs_at_once_lose_nothing_and_write_nothing_twice(folder):
    expected = undisturbed(folder)
    runs = [start(folder / "data"), start(folder / "data")]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert rows(folder / "data") == expected


def test_a_second_run_that_does_not_wait_learns_who_writes(stored):
    with Dataset.open(stored).writer():
        told = pytest.raises(DatasetError, match=f"written by process {os.getpid()} on")
        with told, Dataset.open(stored).writer(wait=False):
            pass


def test_a_lock_of_a_dead_process_is_no_obstacle(stored):
    holder = start(stored, "hold")
    while not (stored / ".jianyan" / "holder.json").exists():
        assert holder.poll() is None
    with pytest.raises(DatasetError, match=f"process {holder.pid} "), Dataset.open(stored).writer(wait=0.1):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with Dataset.open(stored).writer(wait=False) as writer:
        assert writer.commit(made.batch([9])) == 3


def test_a_child_that_outlives_its_killed_parent_does_not_keep_the_lock(stored):
    """Worker processes are forked while the lock is held."""
    holder = start(stored, "hold_with_child")
    while not (stored / "child").exists():
        assert holder.poll() is None
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    child = int((stored / "child").read_text())
    try:
        with Dataset.open(stored).writer(wait=5) as writer:
            assert writer.commit(made.batch([9])) == 3
    finally:
        os.kill(child, signal.SIGKILL)
