"""Bootstrap intervals of scores over articles."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quality.intervals import intervals
from pipeline.quality.score import Score


def score(gold: int, predicted: int, matched: int) -> Score:
    return Score(Counter(gold=gold, predicted=predicted, matched=matched, strict=matched, record=matched))


def test_articles_of_one_score_leave_no_doubt():
    assert intervals([score(4, 4, 3)] * 5)["span_f1"] == (0.75, 0.75)


def test_few_articles_that_differ_leave_more_doubt_than_many():
    few, many = [score(4, 4, 4), score(4, 4, 1)], [score(4, 4, 4), score(4, 4, 1)] * 20
    low, high = intervals(few)["record_f1"]
    lower, higher = intervals(many)["record_f1"]
    assert low < lower < 0.625 < higher < high


def test_a_page_of_many_proposals_weighs_as_in_the_micro_average():
    low, _ = intervals([score(100, 100, 100), *[score(1, 1, 0)] * 3])["span_f1"]
    assert low == 0.0  # a draw without the page has none right


def test_the_same_articles_give_the_same_interval():
    articles = [score(3, 4, 2), score(9, 7, 6), score(0, 2, 0)]
    assert intervals(articles) == intervals(articles)


def test_no_articles_are_refused():
    with pytest.raises(ValueError, match="no articles"):
        intervals([])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_an_interval_stays_between_nothing_and_all(counts):
    articles = [score(gold, predicted, min(gold, predicted)) for gold, predicted in counts]
    for low, high in intervals(articles).values():
        assert 0 <= low <= high <= 1
