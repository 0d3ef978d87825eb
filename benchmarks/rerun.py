"""What a rerun costs as a whole process: files that are known already, and ten new articles among many.

Comes in: folders of texts (the seeds where none are named), multiplied to as many distinct files as asked for; goes
out: Markdown tables on standard output. The rows of known articles are made up, as in storage.py: what a rerun asks
of them is their keys, whoever made them. Run as `python benchmarks/rerun.py --files 20000 --articles 100000 [FOLDER…]`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, repeat
from pathlib import Path
from statistics import median
from time import perf_counter

from multiplied import multiply
from storage import BATCH, MadeUp, written

from pipeline.extraction import version
from pipeline.tables import Dataset
from schemas import identity

_TIMES = 7
_NEW = 10


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="*", default=[Path("seeds")], type=Path)
    parser.add_argument("--files", type=int, default=20_000, help="known files that are read again")
    parser.add_argument("--articles", type=int, default=100_000, help="articles to which ten are added")
    options = parser.parse_args(arguments)
    work = Path(tempfile.mkdtemp(prefix="jianyan-rerun-"))
    try:
        _known_files(work, options.folders, options.files)
        _ten_more(work, options.folders, options.articles)
    finally:
        shutil.rmtree(work)


def _known_files(work: Path, folders: Sequence[Path], n_files: int) -> None:
    many, one = multiply(folders, n_files, work / "many"), multiply(folders, 1, work / "one")
    _fill(work / "known", sorted(many.iterdir()), n_files)
    _fill(work / "small", sorted(one.iterdir()), 1)
    print(_head())
    jobs = {
        "one known file: start-up": lambda _: _run(one, work / "small"),
        f"{n_files:,} known files": lambda _: _run(many, work / "known"),
    }
    start_up, rerun = _told(jobs)
    print(f"\n{n_files / (rerun - start_up):,.0f} files a second after start-up.\n")


def _ten_more(work: Path, folders: Sequence[Path], n_articles: int) -> None:
    _fill(work / "data", (), n_articles)
    ten = [multiply(folders, _NEW, work / f"ten{turn}", mark=f"{turn}-") for turn in range(_TIMES)]
    before = written(work / "data")
    print(_head())
    jobs = {
        "10 articles to an empty data set": lambda turn: _run(ten[turn], work / f"empty{turn}"),
        f"10 articles to {n_articles:,}": lambda turn: _run(ten[turn], work / "data"),
    }
    _told(jobs)
    if not before.items() <= written(work / "data").items():
        sys.exit("files of other articles were touched")


def _fill(out: Path, files: Sequence[Path], n_articles: int) -> None:
    """A data set of so many articles with made-up rows, the first of them known to be those of the files."""
    rows, paths = MadeUp(), chain(files, repeat(None))
    with Dataset.open(out).writer() as writer:
        for start in range(0, n_articles, BATCH):
            batch = rows.batch(start, min(BATCH, n_articles - start))
            ids = dict(_identities(batch["articles"], islice(paths, len(batch["articles"]))))
            for row in chain.from_iterable(batch.values()):
                row["article_id"] = ids[row["article_id"]]
            for article, sighting, path in zip(
                batch["articles"], batch["sightings"], files[start:], strict=False
            ):
                article["fingerprint"], sighting["source"] = version(), str(path)
            writer.commit(batch)


def _identities(
    articles: Sequence[dict[str, str]], paths: Iterator[Path | None]
) -> Iterator[tuple[str, str]]:
    """The made-up id of each article, and the one of its file if it has one."""
    for article, path in zip(articles, paths, strict=True):
        made_up = article["article_id"]
        yield made_up, identity.article_id(path.read_text("utf-8")) if path else made_up


def _head() -> str:
    return f"| as a whole process, median of {_TIMES} taken in turn | s |\n|---|---|"


def _told(jobs: dict[str, Callable[[int], None]]) -> list[float]:
    """The median of each job; they take turns, so that other work on the machine slows all of them alike."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(_TIMES):
        for name, job in jobs.items():
            began = perf_counter()
            job(turn)
            taken[name].append(perf_counter() - began)
    for name, seconds in taken.items():
        print(f"| {name} | {median(seconds):.2f} |", flush=True)
    return [median(seconds) for seconds in taken.values()]


def _run(inputs: Path, out: Path) -> None:
    command = [sys.executable, "-c", "from pipeline.cli import app; app()"]
    subprocess.run([*command, "run", str(inputs), "--out", str(out)], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1:])
