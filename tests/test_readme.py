"""The README's commands and examples are executed, so that they cannot rot."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)

pytestmark = [pytest.mark.readme, pytest.mark.xdist_group("readme")]


@pytest.fixture(scope="module")
def copy(root, tmp_path_factory):
    """A folder as a newcomer has it after `make data`, in which commands may leave what they like."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "tests", "data"):
        (folder / name).symlink_to(root / name)
    return folder


def test_there_are_examples_to_run():
    assert len(PYTHON) >= 2
    assert len(SHELL) >= 1


@pytest.mark.parametrize("example", PYTHON, ids=lambda example: example.strip().splitlines()[-1])
def test_python_examples_run(example, copy):
    code = f"import warnings; warnings.simplefilter('error')\n{example}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "recommendation" in done.stdout


@pytest.mark.parametrize("script", SHELL, ids=lambda script: script.splitlines()[0])
def test_commands_run(script, copy):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for line in script.splitlines():
        done = subprocess.run(
            line,
            shell=True,
            cwd=copy,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, "PATH": path},
        )
        assert done.returncode == 0, f"{line}: {done.stderr}"
        assert done.stdout, line
        assert "No rows." not in done.stdout, line
