"""Joining part files, and reading while that goes on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.tables import Dataset, compaction
from pipeline.tables.layout import Part
from tests.tables import made

pytestmark = pytest.mark.usefixtures("short_guard")


def sized(*sizes: int) -> list[tuple[Part, int]]:
    return [(Part(1, number, "proposals", Path(str(number))), size) for number, size in enumerate(sizes)]


def grouped(*sizes: int) -> list[list[int]]:
    return [[part.batch for part in group] for group in compaction.groups(sized(*sizes), target=100)]


def test_small_neighbours_are_joined_up_to_the_target():
    assert grouped(30, 30, 30, 30, 30) == [[0, 1, 2], [3, 4]]


def test_a_large_part_is_left_alone_and_keeps_its_place():
    assert grouped(10, 10, 90, 10, 10) == [[0, 1], [2], [3, 4]]


def test_many_weekly_runs_leave_few_files_and_every_row_in_order(folder, monkeypatch):
    monkeypatch.setattr(compaction, "MAX_PARTS", 16)
    weeks = 80
    dataset = Dataset.open(folder / "data")
    for week in range(weeks):
        with dataset.writer() as writer:
            writer.commit(made.batch([week]))
    for table in dataset.schemas:
        assert len(list((folder / "data" / table).iterdir())) <= 16
    found = pd.read_parquet(folder / "data" / "proposals")["proposal_id"].tolist()
    assert found == [row.proposal_id for row in made.batch(range(weeks))["proposals"]]


def test_compact_says_by_how_many_files_there_are_fewer(stored):
    before = len(list(stored.glob("*/*.parquet")))
    fewer = Dataset.open(stored).compact()
    assert fewer > 0
    assert len(list(stored.glob("*/*.parquet"))) == before - fewer
    assert Dataset.open(stored).compact() == 0
