"""The pipeline's time against `jieba.lcut` over the same texts, as a ratio, and each stage's share of it.

Comes in: folders of texts (the seeds where none are named); goes out: a Markdown table on standard output, for
docs/benchmarks.md. The hard part is a machine that is busy with something else: both are timed in turn within
one process, several times over, and the median counts. Run as `python benchmarks/run_time.py [FOLDER…]`.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

import jieba
import rjieba

from pipeline.articles.reader import Source, find, read
from pipeline.extraction import Batch, extract_batch, language, version

_TIMES = 7


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="*", default=["seeds"], help="folders of .txt files")
    parser.add_argument("--times", type=int, default=_TIMES, help="how often each is timed")
    parser.add_argument("--copies", type=int, default=1, help="how often each text is read, for longer runs")
    options = parser.parse_args(arguments)
    articles = _articles(options.folders) * options.copies
    n_chars = sum(len(article.text) for article in articles)
    report(articles, n_chars, options.times, ", ".join(options.folders))


def report(articles: tuple[Source, ...], n_chars: int, times: int, where: str) -> None:
    """Time jieba, rjieba and the pipeline in turn, with and without the name tagger, and print the tables."""
    texts = [article.text for article in articles]
    runs: dict[str, Callable[[], object]] = {
        "jieba.lcut": lambda: [jieba.lcut(text) for text in texts],
        "rjieba.cut": lambda: [rjieba.cut(text) for text in texts],
        "pipeline": lambda: stages.append(extract_batch(batch(fast=False)).seconds),
        "pipeline, fast": lambda: extract_batch(batch(fast=True)),
    }
    stages: list[dict[str, float]] = []

    def batch(*, fast: bool) -> Batch:
        return Batch(articles, datetime.now(UTC), fast)

    for run in runs.values():
        run()  # dictionaries and models are loaded, caches filled
    stages.clear()
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            started = perf_counter()
            run()
            took[name].append(perf_counter() - started)
    base = median(took["jieba.lcut"])
    print(
        f"{len(articles)} articles of {where}, {n_chars:,} characters; medians of {times} runs in one process;"
    )
    print(f"Python {platform.python_version()}, {platform.machine()}, pipeline {version()}.\n")
    print("| | seconds | characters a second | times `jieba.lcut` |\n|---|---|---|---|")
    for name, seconds in took.items():
        middle = median(seconds)
        print(f"| {name} | {middle:.3f} | {n_chars / middle:,.0f} | {middle / base:.2f} |")
    print("\n| stage | seconds | share |\n|---|---|---|")
    whole = median(sum(run.values()) for run in stages)
    for name in ("prepare", *language().pipe_names, "assemble"):
        middle = median(run[name] for run in stages)
        print(f"| {name} | {middle:.3f} | {middle / whole:.0%} |")


def _articles(folders: Sequence[str]) -> tuple[Source, ...]:
    found = [article for path in find(folders).paths if isinstance(path, Path) for article in read(path)]
    articles = tuple(article for article in found if isinstance(article, Source))
    if not articles:
        sys.exit(f"no articles in {', '.join(folders)}")
    return articles


if __name__ == "__main__":
    main(sys.argv[1:])
