"""Processes that kill themselves at the n-th thing they do to the disk, to see what a crash there leaves.

The calls of the operating system are counted where Python makes them; the code under test is as it is. A write
is cut in the middle, everything else dies just before it is done. `python -m tests.tables.crash` is a server
that has imported everything and forks a process for each crash, which saves half a second a crash.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pandas as pd  # noqa: F401 (pyarrow imports it when it is first used: 0.2 s for every crash)

from pipeline.tables import disk, journal
from tests.tables import jobs, made

_CALLS = ("fsync", "rename", "link", "symlink", "unlink", "rmdir", "mkdir")
_PROJECT = Path(__file__).parents[2]


class Crashes:
    """The server, for a `with` statement."""

    def __enter__(self) -> Self:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.tables.crash"],
            cwd=_PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stdin.close()
        self._server.stdout.close()
        self._server.wait(10)

    def crash(self, job: Callable[[Path], None], root: Path, at: int) -> bool:
        """Whether the job was killed at its `at`-th call, counted from 1; false where it has fewer."""
        print(json.dumps([job.__name__, str(root), at]), file=self._server.stdin, flush=True)
        code = int(self._server.stdout.readline())
        assert code in {0, -signal.SIGKILL}, f"{job.__name__}, call {at}: exit code {code}"
        return code != 0


def copied(folder: Path, to: Path) -> Path:
    """A copy of a data set that is at rest, by links: part files never change."""
    for path in sorted(folder.rglob("*")):
        target = to / path.relative_to(folder)
        if path.is_dir():
            target.mkdir(parents=True)
        else:
            os.link(path, target)
    return to


def _serve() -> None:
    made.batch([0])  # loads the script conversion, which takes longer than most jobs
    for line in sys.stdin:
        name, root, at = json.loads(line)
        child = os.fork()
        if child == 0:
            _count_down(at)
            getattr(jobs, name)(Path(root))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _count_down(at: int) -> None:
    """Replaces the operating system's calls by ones of which the `at`-th kills this process."""
    journal.GUARD_SECONDS = 0.001
    left = at

    def is_last() -> bool:
        nonlocal left
        left -= 1
        return left == 0

    def dying(call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*given: Any, **named: Any) -> Any:
            if is_last():
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)

        return instead

    for name in _CALLS:
        setattr(os, name, dying(getattr(os, name)))
    disk._rename_exchange = dying(disk._rename_exchange)  # a system call that Python has no name for
    write = os.write

    def half(descriptor: int, payload: Any) -> int:
        if is_last():
            write(descriptor, payload[: len(payload) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return write(descriptor, payload)

    os.write = half


if __name__ == "__main__":
    _serve()
