"""What a rerun costs as a whole process: files that are known already, and ten new articles among many.

Comes in: folders of texts (the seeds where none are named), multiplied to as many distinct articles as asked for; goes
out: a Markdown table on standard output. Run as `python benchmarks/rerun.py --articles 20000 [FOLDER…]`; extracting
20,000 articles for the first time takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from multiplied import multiply

_TIMES = 5
_NEW = 10


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="*", default=[Path("seeds")], type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args(arguments)
    work = Path(tempfile.mkdtemp(prefix="jianyan-rerun-"))
    try:
        _report(work, options.folders, options.articles)
    finally:
        shutil.rmtree(work)


def _report(work: Path, folders: Sequence[Path], n_articles: int) -> None:
    many = multiply(folders, n_articles, work / "many")
    one = multiply(folders, 1, work / "one")
    _run(many, work / "data")
    _run(one, work / "small")
    print("| as a whole process, median of 5 | s |\n|---|---|")
    start_up = _told("one known file: start-up", lambda _: _run(one, work / "small"))
    rerun = _told(f"{n_articles:,} known files", lambda _: _run(many, work / "data"))
    print(f"\n{n_articles / max(rerun - start_up, 1e-9):,.0f} files a second after start-up.\n")
    ten = [multiply(folders, _NEW, work / f"ten{turn}", mark=f"{turn}-") for turn in range(_TIMES)]
    before = {path: path.stat() for path in (work / "data").glob("*/*.parquet")}
    print("| as a whole process, median of 5 | s |\n|---|---|")
    _told("10 articles to an empty data set", lambda turn: _run(ten[turn], work / f"empty{turn}"))
    _told(f"10 articles to {n_articles:,}", lambda turn: _run(ten[turn], work / "data"))
    if any(path.stat() != status for path, status in before.items()):
        sys.exit("files of other articles were touched")


def _told(name: str, job: Callable[[int], None]) -> float:
    taken = []
    for turn in range(_TIMES):
        began = perf_counter()
        job(turn)
        taken.append(perf_counter() - began)
    print(f"| {name} | {median(taken):.2f} |", flush=True)
    return median(taken)


def _run(inputs: Path, out: Path) -> None:
    command = [sys.executable, "-c", "from pipeline.cli import app; app()"]
    subprocess.run([*command, "run", str(inputs), "--out", str(out)], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1:])
