"""The local engine: order, laziness, and what a dying worker leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from pipeline.engines.local import map_batches
from pipeline.errors import DatasetError


def doubled(number: int) -> int:
    return 2 * number


def killed_at(victim: int, number: int) -> int:
    if number == victim:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_batches(workers):
    assert list(map_batches(doubled, range(20), workers)) == [2 * n for n in range(20)]


def test_batches_are_taken_as_they_are_needed():
    taken = []

    def batches():
        for number in range(100):
            taken.append(number)
            yield number

    results = map_batches(doubled, batches(), 2)
    next(results)
    assert len(taken) < 10
    results.close()


def test_a_worker_that_is_killed_stops_the_run_with_the_way_out():
    with pytest.raises(DatasetError, match="--workers 1"):
        list(map_batches(partial(killed_at, 3), range(10), 2))


def waiting_for_ever(number: int) -> int:
    """Tells its process number, in one write, since two processes share the pipe, and stays."""
    os.write(sys.stdout.fileno(), f"{os.getpid()}\n".encode())
    time.sleep(600)
    return number


def test_workers_end_with_a_run_that_is_killed():
    code = (
        "from tests.test_engine import waiting_for_ever; from pipeline.engines.local import map_batches; "
        "list(map_batches(waiting_for_ever, range(2), 2))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        try:
            workers = [int(run.stdout.readline()) for _ in range(2)]
        finally:
            run.kill()
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until and any(map(is_alive, workers)):
            time.sleep(0.05)  # another process's end can only be looked for
        assert not any(map(is_alive, workers))
    finally:
        for worker in filter(is_alive, workers):
            os.kill(worker, signal.SIGKILL)


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
