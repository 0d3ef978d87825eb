"""What a commit puts in place, for everybody who reads plain Parquet."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline.errors import DatasetError
from pipeline.tables import Dataset, journal
from tests.tables import made

pytestmark = pytest.mark.usefixtures("short_guard")


def ids(stored: Path, table: str = "articles", column: str = "article_id") -> list[str]:
    return pd.read_parquet(stored / table)[column].tolist()


def test_pandas_pyarrow_and_duckdb_read_the_same_rows(stored):
    expected = [row.recommendation for row in made.batch(range(4))["proposals"]]
    assert ids(stored, "proposals", "recommendation") == expected
    assert ds.dataset(stored / "proposals").to_table()["recommendation"].to_pylist() == expected
    found = duckdb.sql(f"select recommendation from '{stored}/proposals/*.parquet'").fetchall()
    assert [row for (row,) in found] == expected


def test_a_table_without_rows_has_its_columns(stored):
    assert (
        pd.read_parquet(stored / "rejects").columns.tolist() == Dataset.open(stored).schemas["rejects"].names
    )


def test_a_column_that_is_null_in_the_first_batch_keeps_its_type(folder):
    with Dataset.open(folder / "data").writer() as writer:
        for text, city in (("委员建议修路。", None), ("委员建议修桥。", "太原市")):
            of = made.article(text)
            writer.commit({"articles": [of], "proposals": [made.proposal(of, text[4:6], city=city)]})
    found = pd.read_parquet(folder / "data" / "proposals")
    assert found["city"].fillna("无").tolist() == ["无", "太原市"]


def test_an_article_read_anew_is_there_once_and_keeps_its_sightings(stored):
    with Dataset.open(stored).writer() as writer:
        writer.commit({name: made.batch([1], fingerprint="v2")[name] for name in ("articles", "proposals")})
    articles = pd.read_parquet(stored / "articles")
    assert articles["fingerprint"].tolist() == ["v1", "v1", "v1", "v2"]
    assert len(ids(stored, "proposals")) == 8
    assert len(ids(stored, "speeches")) == 3
    assert len(ids(stored, "sightings")) == 4


def test_a_file_with_another_text_replaces_its_former_article(stored):
    (old,) = Dataset.open(stored).known().articles_at("2.txt")
    with Dataset.open(stored).writer() as writer:
        writer.commit(made.batch([7]), supersedes=[(old, "2.txt")])
    for table in ("articles", "sightings", "speeches", "proposals"):
        assert old not in ids(stored, table)
    assert len(ids(stored)) == 4


def test_a_superseded_article_that_is_seen_elsewhere_stays(stored):
    article = made.batch([2])["articles"][0]
    with Dataset.open(stored).writer() as writer:
        writer.commit({"sightings": [made.sighting(article, "转载/2.txt")]})
        writer.commit(made.batch([7]), supersedes=[(article.article_id, "2.txt")])
    assert article.article_id in ids(stored)
    assert "2.txt" not in ids(stored, "sightings", "source")
    assert "转载/2.txt" in ids(stored, "sightings", "source")


def test_what_is_seen_or_refused_again_is_there_once(stored):
    article = made.batch([2])["articles"][0]
    with Dataset.open(stored).writer() as writer:
        again = {"sightings": [made.sighting(article, "2.txt")], "rejects": [made.reject("空.txt")]}
        assert writer.commit(again) == 3
        assert writer.commit(again) == 0
    assert len(ids(stored, "sightings")) == 4
    assert len(ids(stored, "rejects")) == 1


def test_rejects_of_a_file_that_is_tried_again_go(stored):
    with Dataset.open(stored).writer() as writer:
        writer.commit({"rejects": [made.reject("空.txt"), made.reject("乱码.txt")]})
        writer.commit(made.batch([7]), retries=["空.txt"])
    assert ids(stored, "rejects", "source") == ["乱码.txt"]


def test_a_row_without_its_article_is_refused_and_nothing_is_written(stored):
    batch = made.batch([7])
    with Dataset.open(stored).writer() as writer, pytest.raises(ValueError, match="not in the data set"):
        writer.commit({**batch, "articles": []})
    assert len(ids(stored, "proposals")) == 8


def test_an_article_twice_in_a_batch_is_refused(stored):
    articles = made.batch([7])["articles"]
    with Dataset.open(stored).writer() as writer, pytest.raises(ValueError, match="twice in the batch"):
        writer.commit({"articles": [*articles, *articles]})


def test_rows_that_do_not_fit_the_columns_are_refused_and_the_writer_goes_on(stored):
    wrong = [{**made.batch([7])["articles"][0].model_dump(), "n_chars": "许多"}]
    with Dataset.open(stored).writer() as writer:
        with pytest.raises((pa.ArrowInvalid, pa.ArrowTypeError)):
            writer.commit({"articles": wrong})
        assert writer.commit(made.batch([8])) == 3
    assert len(ids(stored)) == 5


def test_adding_touches_no_file_that_is_there(stored):
    before = {path: path.stat() for path in stored.glob("*/*.parquet")}
    with Dataset.open(stored).writer() as writer:
        writer.commit(made.batch([7]))
    assert {path: path.stat() for path in before} == before


def test_replacing_touches_no_table_that_loses_nothing(stored):
    before = {path.name for table in ("sightings", "rejects") for path in (stored / table).iterdir()}
    with Dataset.open(stored).writer() as writer:
        writer.commit(made.batch([0], fingerprint="v2"))
    assert {path.name for table in ("sightings", "rejects") for path in (stored / table).iterdir()} == before


def test_known_tells_what_a_run_need_not_do(stored):
    article = made.batch([2])["articles"][0]
    with Dataset.open(stored).writer() as writer:
        writer.commit({"rejects": [made.reject("空.txt")]})
    known = Dataset.open(stored).known()
    assert (article.article_id, "v1") in known
    assert (article.article_id, "v2") not in known
    assert known.articles_at("2.txt") == (article.article_id,)
    assert ("空.txt", "v1") in known.refused


def test_a_path_to_a_file_is_no_data_set(folder):
    (folder / "笔记.txt").write_text("建议")
    with pytest.raises(DatasetError, match=r"笔记\.txt: is a file"):
        Dataset.open(folder / "笔记.txt")


class Histories(RuleBasedStateMachine):
    """Whatever is committed in whatever order, the tables hold what a dictionary would."""

    @initialize()
    def open(self) -> None:
        journal.GUARD_SECONDS = 0.0
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.dataset = Dataset.open(self.folder / "data")
        self.articles: dict[int, str] = {}
        self.bytes: dict[str, bytes] = {}

    @rule(
        numbers=st.sets(st.integers(0, 9), min_size=1, max_size=4), fingerprint=st.sampled_from(["v1", "v2"])
    )
    def commit(self, numbers, fingerprint):
        with self.dataset.writer() as writer:
            writer.commit(made.batch(sorted(numbers), fingerprint=fingerprint))
        for number in sorted(numbers):
            self.articles.pop(number, None)
            self.articles[number] = fingerprint

    @rule(old=st.integers(0, 9), new=st.integers(10, 19))
    def supersede(self, old, new):
        if old in self.articles and new not in self.articles:
            article = made.batch([old])["articles"][0].article_id
            with self.dataset.writer() as writer:
                writer.commit(made.batch([new]), supersedes=[(article, f"{old}.txt")])
            del self.articles[old]
            self.articles[new] = "v1"

    @rule()
    def compact(self):
        self.dataset.compact()

    @invariant()
    def tables_hold_what_was_committed(self):
        root = self.folder / "data"
        if root.exists():
            expected = made.batch(self.articles)
            articles = pd.read_parquet(root / "articles")
            assert articles["article_id"].tolist() == [row.article_id for row in expected["articles"]]
            assert articles["fingerprint"].tolist() == list(self.articles.values())
            assert ids(root, "proposals", "proposal_id") == [row.proposal_id for row in expected["proposals"]]
            assert sorted(ids(root, "sightings", "source")) == sorted(
                f"{number}.txt" for number in self.articles
            )

    @invariant()
    def a_name_never_stands_for_other_bytes(self):
        for path in (self.folder / "data").glob("*/*.parquet"):
            content = path.read_bytes()
            assert self.bytes.setdefault(path.name, content) == content

    def teardown(self):
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


def test_joining_after_a_commit_that_failed_counts_what_was_committed(stored, monkeypatch, caplog):
    with Dataset.open(stored).writer() as writer:
        writer.commit(made.batch([7]))
        with monkeypatch.context() as patched:
            patched.setattr("pipeline.tables.journal._add", failing)
            with pytest.raises(DatasetError):
                writer.commit(made.batch([8]))
        writer.compact()
    with Dataset.open(stored).writer():
        pass
    assert not caplog.records
    assert len(ids(stored)) == 6


def failing(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "articles")
