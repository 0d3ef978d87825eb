"""The benchmark of the run's time: what it prints of what it timed."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from pipeline.articles.reader import of_text

ARTICLES = (of_text("市政协委员高远建议，加快修建停车场，完善公交网络。" * 5, "晚报"),)


@pytest.fixture(scope="module")
def bench():
    return runpy.run_path(str(Path(__file__).parents[1] / "benchmarks/run_time.py"))


def cells(page):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines()[2:]]


def test_each_is_timed_in_turn_after_a_run_that_does_not_count(bench):
    order = []
    took = bench["timed"]({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 2)
    assert order == ["a", "b"] * 3
    assert [len(seconds) for seconds in took.values()] == [2, 2]


def test_the_ratio_is_that_of_the_medians(bench):
    names = ("`jieba.lcut`", "`rjieba.cut`", "pipeline", "pipeline, `--fast`")
    took = dict(zip(names, ([1, 2, 9], [1, 1, 1], [4, 5, 6], [3, 3, 3]), strict=True))
    assert [row[3] for row in cells(bench["against_jieba"](took, 100))] == ["1.00", "0.50", "2.50", "1.50"]


def test_the_shares_of_the_stages_make_a_whole(bench):
    stages = bench["Stages"](ARTICLES, fast=False)
    stages()
    stages()
    rows = cells(bench["by_stage"](stages))
    assert [rows[0][0], rows[-1][0]] == ["prepare", "assemble"]
    assert sum(int(row[2].rstrip("%")) for row in rows) == pytest.approx(100, abs=5)


def test_the_gated_tagger_is_what_the_names_take_more_with_it(bench):
    whole, fast = (bench["Stages"](ARTICLES, fast=fast) for fast in (False, True))
    whole.calls, fast.calls = [{"jianyan_names_v1": 0.5}], [{"jianyan_names_v1": 0.2}]
    page = bench["tagger"]({"the name tagger on every clause": [0.6]}, whole, fast, 1)
    assert [row[1:] for row in cells(page)] == [["0.600", "100%"], ["0.300", "50%"]]


def test_an_article_is_made_as_long_as_is_asked(bench):
    assert [row[0] for row in cells(bench["by_length"](ARTICLES, (100, 1000)))] == ["100", "1,000"]
