"""The local engine: order, laziness, and what a dying worker leaves."""

from __future__ import annotations

import os
import signal
from functools import partial

import pytest

from pipeline.engines.local import map_batches
from pipeline.errors import DatasetError


def doubled(number: int) -> int:
    return 2 * number


def killed_at(victim: int, number: int) -> int:
    if number == victim:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def nothing() -> None:
    """No preparation."""


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_batches(workers):
    assert list(map_batches(doubled, range(20), workers, nothing)) == [2 * n for n in range(20)]


def test_batches_are_taken_as_they_are_needed():
    taken = []

    def batches():
        for number in range(100):
            taken.append(number)
            yield number

    results = map_batches(doubled, batches(), 2, nothing)
    next(results)
    assert len(taken) < 10
    results.close()


def test_a_worker_that_is_killed_stops_the_run_with_the_way_out():
    with pytest.raises(DatasetError, match="--workers 1"):
        list(map_batches(partial(killed_at, 3), range(10), 2, nothing))
