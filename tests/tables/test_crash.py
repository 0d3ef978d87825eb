"""A crash at any write, sync or rename leaves the data set as it was before the commit or as it is after."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.tables import Dataset
from tests.tables import jobs
from tests.tables.crash import copied

KEYS = {
    "articles": "article_id",
    "sightings": "source",
    "speeches": "speech_id",
    "proposals": "proposal_id",
    "rejects": "reject_id",
}

pytestmark = pytest.mark.usefixtures("short_guard")


def rows(root: Path) -> dict[str, list[str]]:
    """Each table's rows, as any reader of the folder sees them."""
    return {name: pq.read_table(root / name, columns=[key])[key].to_pylist() for name, key in KEYS.items()}


def snapshot(root: Path) -> dict[str, list[str]]:
    """Each table's rows, as `open_dataset` sees them."""
    files = Dataset.open(root).snapshot().files
    return {
        name: pa.concat_tables(pq.read_table(path, columns=[key]) for path in files[name])[key].to_pylist()
        for name, key in KEYS.items()
    }


@pytest.mark.parametrize("job", [jobs.add, jobs.replace, jobs.compact])
def test_a_crash_at_any_call_leaves_each_table_whole_and_the_next_run_completes_it(
    folder, stored, crashes, job
):
    after = copied(stored, folder / "after")
    job(after)
    old, new = rows(stored), rows(after)
    for at in range(1, 1000):
        dead = copied(stored, folder / str(at))
        crashed = crashes.crash(job, dead, at)
        seen = rows(dead)
        for name, found in seen.items():
            between = [*old[name], *(row for row in new[name] if row not in old[name])]
            allowed = [old[name], new[name]] + ([between] if name == "articles" else [])
            assert found in allowed, f"{name} after a crash at call {at}"
        proposals = pq.read_table(dead / "proposals", columns=["article_id"])
        assert set(proposals["article_id"].to_pylist()) <= set(seen["articles"]), (
            f"orphans after a crash at call {at}"
        )
        assert snapshot(dead) in (old, new), f"a snapshot after a crash at call {at}"
        if not crashed:
            break
        job(dead)
        assert rows(dead) == new, f"after a crash at call {at} and another run"
        assert not list((dead / ".jianyan" / "staging").iterdir())
    assert not crashed
    assert at > 15


def test_a_crash_at_any_call_of_the_first_run_leaves_nothing_that_the_next_cannot_take_up(folder, crashes):
    for at in range(1, 1000):
        root = folder / str(at)
        if not crashes.crash(jobs.add, root, at):
            break
        jobs.add(root)
        assert len(rows(root)["articles"]) == 2, f"after a crash at call {at}"
    assert at > 40


def test_a_crash_while_a_dead_run_is_finished_is_finished_by_the_run_after(folder, stored, crashes):
    after = copied(stored, folder / "after")
    jobs.replace(after)
    died = _just_decided(folder, stored, crashes)
    for at in range(1, 1000):
        dead = copied(died, folder / str(at))
        if not crashes.crash(jobs.replace, dead, at):
            break
        assert snapshot(dead) == rows(after), f"a snapshot after a second crash at call {at}"
        jobs.replace(dead)
        assert rows(dead) == rows(after), f"after a second crash at call {at}"
    assert at > 15


def _just_decided(folder: Path, stored: Path, crashes) -> Path:
    """The data set after a crash between the journal and the first step."""
    for at in range(1, 1000):
        dead = copied(stored, folder / f"look{at}")
        assert crashes.crash(jobs.replace, dead, at)
        if (dead / ".jianyan" / "journal.json").exists():
            return dead
    raise AssertionError("no journal was ever written")
