"""This machine's engine: batches in this process, or in a pool of worker processes of our own.

Batches go in, results come out in the same order whatever worker was first, and no more than a few batches are
under way at once, so that a folder of a million articles (日报 of twenty years) is never held in memory. Workers
are started anew, not forked: a fork copies the threads of Arrow and ONNX in whatever state they are. They end with
the process that started them, however it ends: one that is killed tells nobody.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TypeVar

from pipeline.errors import DatasetError

B = TypeVar("B")
R = TypeVar("R")

_AHEAD = 2  # batches a worker that are under way or waiting for it


def map_batches(function: Callable[[B], R], batches: Iterable[B], workers: int) -> Iterator[R]:
    """`function` over the batches, in order. With more than one worker it must be importable by name.

    A worker is started when there is a batch for it. Raises `DatasetError` where one dies.
    """
    if workers <= 1:
        yield from map(function, batches)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start) as pool:
        waiting: deque[Future[R]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(function, batch))
                if len(waiting) > _AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise DatasetError(
                "a worker process died, most likely for lack of memory; what was committed is kept: "
                "run the same command again with --workers 1"
            ) from error
        finally:
            for future in waiting:
                future.cancel()


def _start() -> None:
    """Make a worker ready. A user's interrupt reaches all processes of the terminal; the parent alone acts on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent leaves its workers waiting for batches: 300 MB each, until somebody kills them too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
