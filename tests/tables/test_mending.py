"""Parts that are gone, come back, or were never put in place: the next run has all rows again, each once."""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.tables import Dataset, disk, journal
from pipeline.tables.mending import INCOMPLETE
from tests.tables import jobs, made
from tests.tables.crash import copied
from tests.tables.test_crash import KEYS, rows

pytestmark = pytest.mark.usefixtures("short_guard")
NUMBERS = range(6)


def run(root: Path, numbers=NUMBERS) -> list[int]:
    """Takes in articles as a run does, two a batch; returns those that were not done."""
    done_now = []
    with Dataset.open(root).writer() as writer:
        known = writer.known()
        for start in range(0, len(numbers), 2):
            both = numbers[start : start + 2]
            articles = made.batch(both)["articles"]
            new = [n for n, row in zip(both, articles, strict=True) if (row.article_id, "v1") not in known]
            batch = made.batch(new)
            refused = [made.reject(f"{n}.txt", of=a) for n, a in zip(new, batch["articles"], strict=True)]
            batch["rejects"] = [*refused, made.reject(f"空{start}.txt")]
            batch["sightings"] = made.batch(both)["sightings"]
            writer.commit(batch)
            done_now += new
    return done_now


@pytest.fixture
def whole(folder: Path) -> Path:
    run(folder / "data")
    return folder / "data"


def contents(root: Path) -> dict[str, Counter[str]]:
    return {table: Counter(found) for table, found in rows(root).items()}


def moved_out(root: Path, table: str, batch: int) -> Path:
    (part,) = (root / table).glob(f"*-{batch:06d}.parquet")
    return part.rename(root.parent / part.name)


@pytest.mark.parametrize("batch", [1, 2, 3])
@pytest.mark.parametrize("table", list(KEYS))
def test_after_a_part_was_moved_out_a_run_gives_all_rows_again_and_each_once(whole, table, batch):
    before = contents(whole)
    moved_out(whole, table, batch)
    expected = [] if table == "sightings" else [2 * batch - 2, 2 * batch - 1]
    assert run(whole) == expected
    assert contents(whole) == before
    assert run(whole) == []


@pytest.mark.parametrize("table", list(KEYS))
def test_after_a_table_was_deleted_a_run_gives_all_rows_again_and_each_once(whole, table):
    before = contents(whole)
    shutil.rmtree(whole / table)
    assert run(whole) == ([] if table == "sightings" else list(NUMBERS))
    assert contents(whole) == before


@pytest.mark.parametrize("table", list(KEYS))
def test_a_lost_part_is_missed_after_compaction_and_replacement(whole, table):
    Dataset.open(whole).compact()
    with Dataset.open(whole).writer() as writer:
        writer.commit(made.batch([8], fingerprint="v1"))
        writer.commit(made.batch([8], fingerprint="v2"))
    before = contents(whole)
    moved_out(whole, table, 3)
    run(whole)
    assert contents(whole) == before


@pytest.mark.parametrize("table", list(KEYS))
def test_a_part_that_is_brought_back_after_its_articles_were_done_again_doubles_nothing(whole, table):
    before = contents(whole)
    part = moved_out(whole, table, 1)
    run(whole)
    (now, *_) = sorted((whole / table).iterdir())
    back = part.name.replace("-0001-", f"-{now.name.split('-')[1]}-")  # the table has another generation
    part.rename(whole / table / back)
    run(whole)
    assert contents(whole) == before


def test_articles_of_a_lost_part_that_no_run_sees_stay_marked(whole):
    moved_out(whole, "proposals", 2)
    run(whole, range(2))
    run(whole, range(2))
    articles = pd.read_parquet(whole / "articles")
    assert articles["fingerprint"].tolist() == ["v1", "v1", INCOMPLETE, INCOMPLETE, "v1", "v1"]


def test_what_is_missing_is_told_once(whole, caplog):
    moved_out(whole, "proposals", 2)
    with caplog.at_level(logging.WARNING):
        run(whole, range(2))
        run(whole, range(2))
    (told,) = caplog.messages
    assert "proposals: not the rows that were committed" in told
    assert "2 articles count as not done" in told


def test_rows_without_an_article_in_a_data_set_of_a_former_version_go(whole):
    before = contents(whole)
    for path in whole.glob("*/*.parquet"):
        table = pq.read_table(path)
        pq.write_table(table.replace_schema_metadata(None), path)
    moved_out(whole, "articles", 1)
    assert run(whole) == [0, 1]
    assert contents(whole) == before


def test_a_part_that_was_lost_gives_its_name_to_no_other(whole):
    part = moved_out(whole, "proposals", 3)
    for table in KEYS:
        for path in (whole / table).glob("*-000003.parquet"):
            if table != "articles":
                path.unlink()
    run(whole)
    assert not [path for path in whole.glob("*/*.parquet") if path.name == part.name]


def test_readers_see_no_note_in_the_columns(whole):
    Dataset.open(whole).compact()
    schemas = Dataset.open(whole).schemas
    for table, schema in schemas.items():
        (path,) = (whole / table).iterdir()
        assert pq.read_schema(path).remove_metadata().equals(schema.remove_metadata())
        assert "tally" not in pd.read_parquet(whole / table).attrs


def test_a_commit_cut_at_any_step_whose_journal_is_deleted_is_done_again(whole, monkeypatch):
    """A dead run's working folder, which holds the rest of the batch, is removed."""
    complete = copied(whole, whole.parent / "complete")
    again = {**made.batch([1, 7]), "rejects": [made.reject("7.txt", of=made.batch([7])["articles"][0])]}
    with Dataset.open(complete).writer() as writer:
        writer.commit(again)
    expected = contents(complete)
    for steps in range(6):
        cut = copied(whole, whole.parent / f"cut{steps}")
        with monkeypatch.context() as patched:
            _dies_after(steps, patched)
            with suppress(KeyboardInterrupt), Dataset.open(cut).writer() as writer:
                writer.commit(again)
        disk.remove(cut / ".jianyan")
        with Dataset.open(cut).writer() as writer:
            known = writer.known()
            for number in (1, 7):
                article = made.batch([number])["articles"][0]
                if (article.article_id, "v1") not in known:
                    refused = [made.reject("7.txt", of=article)] if number == 7 else []
                    writer.commit({**made.batch([number]), "rejects": refused})
        run(cut)
        found = contents(cut)
        for table in ("articles", "sightings", "speeches", "proposals"):
            assert found[table] == expected[table], f"{table} after {steps} steps"
            assert max(found[table].values()) == 1


def test_a_crash_at_any_call_of_mending_is_finished_by_the_next_run(folder, stored, crashes):
    """Articles of the lost part stay marked, those of the lost articles' rows are cleared."""
    moved_out(stored, "proposals", 1)
    moved_out(stored, "articles", 2)
    after = copied(stored, folder / "after")
    jobs.add(after)
    for at in range(1, 1000):
        dead = copied(stored, folder / str(at))
        crashed = crashes.crash(jobs.add, dead, at)
        jobs.add(dead)
        assert rows(dead) == rows(after), f"after a crash at call {at}"
        fingerprints = pd.read_parquet(dead / "articles")["fingerprint"].tolist()
        assert fingerprints == [INCOMPLETE, INCOMPLETE, "v1", "v1"], f"after a crash at call {at}"
        if not crashed:
            break
    assert at > 40


def _dies_after(steps: int, patched: pytest.MonkeyPatch) -> None:
    """The commit ends before that step of its journal."""
    left = iter(range(steps))

    def dying(do):
        def instead(*given):
            if next(left, None) is None:
                raise KeyboardInterrupt
            return do(*given)

        return instead

    for name in ("_add", "_swap"):
        patched.setattr(journal, name, dying(getattr(journal, name)))
