"""The command as a user has it: a process, with its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

JIANYAN = Path(sys.executable).parent / "jianyan"
READ_ALL, NOTHING, USAGE, SOME_UNREAD, STOPPED = 0, 1, 2, 3, 130


def jianyan(*arguments: str | Path, code: int = READ_ALL) -> subprocess.CompletedProcess[str]:
    """Run the command and expect an exit code; a traceback is never what a user should see."""
    environment = {**os.environ, "PYTHONWARNINGS": "error", "COLUMNS": "200"}
    done = subprocess.run(
        [JIANYAN, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return done
