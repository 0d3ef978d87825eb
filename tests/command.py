"""The command as a user has it: a process, with its exit code; and the same in this process, which is quicker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from pipeline.cli import app

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


def called(*arguments: str | Path, code: int = READ_ALL) -> Result:
    """Call the command in this process and expect an exit code."""
    done = CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "200"})
    assert done.exit_code == code, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done
