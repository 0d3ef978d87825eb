"""What is installed is what is here: packages, their files, the import contracts, the Makefile's promises."""

from __future__ import annotations

import fnmatch
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def folders(root: Path) -> list[Path]:
    found = [path for top in ("pipeline", "schemas") for path in (root / top, *(root / top).rglob("*"))]
    return [path for path in found if path.is_dir() and path.name != "__pycache__"]


def test_every_folder_of_the_packages_is_a_package(root):
    without = [
        str(folder.relative_to(root)) for folder in folders(root) if not (folder / "__init__.py").exists()
    ]
    assert without == []


def test_every_file_of_the_packages_is_installed(root, project):
    patterns = ["*.py", *project["tool"]["setuptools"]["package-data"]["*"]]
    left_out = [
        str(path.relative_to(root))
        for folder in folders(root)
        for path in folder.iterdir()
        if path.is_file() and not any(fnmatch.fnmatch(path.name, pattern) for pattern in patterns)
    ]
    assert left_out == []


def test_every_dependency_is_explained_in_the_readme(root, project):
    readme = (root / "README.md").read_text(encoding="utf-8")
    table = readme.split("## What each dependency is for")[1]
    names = [line.split(">")[0].split("=")[0].strip() for line in project["project"]["dependencies"]]
    assert [name for name in names if name not in table] == []


def test_what_is_installed_is_this_projects_metadata(project):
    wanted = {line for line in requires("jianyan") or [] if "extra ==" not in line}
    names = {line.split(">")[0].split("<")[0].lower().replace("_", "-") for line in wanted}
    stated = {line.split(">")[0].lower().replace("_", "-") for line in project["project"]["dependencies"]}
    assert names == stated


def test_the_import_contracts_hold(root):
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter], cwd=root, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout


def test_an_old_interpreter_is_refused_with_the_way_out(root, tmp_path):
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    (tmp_path / "Makefile").write_text((root / "Makefile").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "pyproject.toml").touch()
    done = subprocess.run(
        ["make", f"PYTHON={old}", "data"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "needs Python 3.11" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_second_call_sets_nothing_up_again(root, tmp_path):
    for name in ("Makefile", "pyproject.toml"):
        (tmp_path / name).write_text((root / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    for stamp in (".made", ".installed", ".installed-test"):
        (tmp_path / ".venv" / stamp).touch()
    done = subprocess.run(
        ["make", "--dry-run", "data", "test"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "pip install" not in done.stdout
    assert "venv .venv" not in done.stdout


def test_no_lock_file_is_carried(root):
    locks = ("poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "requirements.txt")
    assert [name for name in locks if (root / name).exists()] == []
