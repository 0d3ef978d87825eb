"""Who may write: one process at a time, by a lock that ends with the process.

The data set's layout comes in, a held lock or a `DatasetError` that says who holds it comes out. The lock is
the kernel's (flock through filelock), so that after a kill -9 nothing has to be cleared; the hard thing is to
tell the second run more than "locked": the holder leaves its name in a file beside it, and who waits for longer
than a moment says for whom (as a warning of this module's logger, which Python prints where nothing is set up).
"""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from pipeline.errors import DatasetError
from pipeline.tables import disk
from pipeline.tables.faults import reported
from pipeline.tables.layout import Layout

_LOG = logging.getLogger(__name__)
_MOMENT = 0.5  # seconds; most commits of a run of nothing new are over by then


@contextmanager
def writing(layout: Layout, *, wait: float | bool) -> Iterator[None]:
    """Holds the data set's lock. `wait`: for as long as it takes, not at all, or so many seconds.

    Raises `DatasetError` where another process still holds it after that.
    """
    patience = (float("inf") if wait else 0.0) if isinstance(wait, bool) else wait
    lock = FileLock(layout.lock)
    with reported(layout):
        layout.work.mkdir(parents=True, exist_ok=True)
        try:
            _acquire(lock, layout, patience)
        except Timeout as error:
            raise DatasetError(
                f"{layout.root} is being written by {_holder(layout)}; run again when it is done, or let this run wait"
            ) from error
    try:
        with reported(layout):
            disk.write(layout.holder, json.dumps(_self()).encode())
        yield
    finally:
        layout.holder.unlink(missing_ok=True)
        lock.release()


def _acquire(lock: FileLock, layout: Layout, patience: float) -> None:
    """Raises `Timeout` where another holds it for so many seconds."""
    if patience > _MOMENT:
        try:
            lock.acquire(timeout=_MOMENT)
        except Timeout:
            _LOG.warning("%s is being written by %s; waiting until it is done", layout.root, _holder(layout))
            patience -= _MOMENT
        else:
            return
    lock.acquire(timeout=-1 if patience == float("inf") else patience)


def _self() -> dict[str, str]:
    return {
        "process": str(os.getpid()),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": " ".join(sys.argv)[:200],
    }


def _holder(layout: Layout) -> str:
    """The holder as it signed, which it may be about to do or just have undone."""
    try:
        signed = json.loads(layout.holder.read_bytes())
    except (FileNotFoundError, ValueError):
        return "another process"
    return f"process {signed['process']} on {signed['host']} since {signed['since']} ({signed['command']})"
