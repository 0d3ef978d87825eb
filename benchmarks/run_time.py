"""The pipeline's time against `jieba.lcut` over the same texts, as a ratio; what each stage takes, and the name tagger.

Comes in: folders of texts (the seeds where none are named); goes out: docs/benchmarks.md, or the page on standard output.
The hard part is a machine that is busy with something else: all are timed in turn within one process, several times
over, and the median counts; a ratio to jieba holds on other machines where seconds do not.

    python benchmarks/run_time.py [FOLDER…] [--out docs/benchmarks.md]
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

import jieba
import rjieba

from pipeline.articles.reader import Source, find, of_text, read
from pipeline.extraction import Batch, extract_batch, language, version
from pipeline.stages.lac import shared_lac

_TIMES = 7
_LENGTHS = (1_000, 10_000, 50_000)  # characters of one article
_CLAUSE = re.compile(r"[^，。；！？：,;!?:\s]{2,}")
_HEAD = """Written by `python benchmarks/run_time.py`: {articles} articles, {characters} characters, medians of {times} runs in
turn in one process. Python {python}, {machine}, {cores} cores of which one is used, pipeline {version}. Seconds are this
machine's; the ratio is what to compare."""
Timed = dict[str, list[float]]


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="*", default=["seeds"], help="folders of .txt files")
    parser.add_argument("--times", type=int, default=_TIMES, help="how often each is timed")
    parser.add_argument("--copies", type=int, default=1, help="how often each text is read, for longer runs")
    parser.add_argument("--out", type=Path, help="the page; standard output where none is named")
    options = parser.parse_args(arguments)
    page = benchmarks(_articles(options.folders) * options.copies, options.times)
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(page, encoding="utf-8")
    else:
        print(page, end="")


def benchmarks(articles: tuple[Source, ...], times: int) -> str:
    """The page: everything timed `times` times in turn."""
    n_chars = sum(len(article.text) for article in articles)
    whole, fast = Stages(articles, fast=False), Stages(articles, fast=True)
    took = timed(
        {
            "`jieba.lcut`": lambda: [jieba.lcut(article.text) for article in articles],
            "`rjieba.cut`": lambda: [rjieba.cut(article.text) for article in articles],
            "pipeline": whole,
            "pipeline, `--fast`": fast,
            "the name tagger on every clause": lambda: [tag_all(article.text) for article in articles],
        },
        times,
    )
    parts = (
        "# Benchmarks",
        _HEAD.format(
            articles=len(articles),
            characters=f"{n_chars:,}",
            times=times,
            python=platform.python_version(),
            machine=platform.machine(),
            cores=os.cpu_count(),
            version=version(),
        ),
        "## Against jieba",
        against_jieba(took, n_chars),
        "## What each stage takes",
        by_stage(whole),
        "## The name tagger",
        tagger(took, whole, fast, times),
        "## By length of the article",
        by_length(articles),
    )
    return "\n\n".join(parts) + "\n"


class Stages:
    """One reading of all articles when called; keeps the seconds of each stage, one entry a call."""

    def __init__(self, articles: tuple[Source, ...], *, fast: bool) -> None:
        self.articles = articles
        self.fast = fast
        self.calls: list[dict[str, float]] = []

    def __call__(self) -> None:
        batch = Batch(self.articles, datetime.now(UTC), self.fast)
        self.calls.append(extract_batch(batch).seconds)

    def seconds(self, stage: str, times: int) -> float:
        """The median over the last `times` calls."""
        return median(call[stage] for call in self.calls[-times:])


def timed(runs: dict[str, Callable[[], object]], times: int) -> Timed:
    """The seconds of each, taken in turn, after one run of each that loads dictionaries and models."""
    for run in runs.values():
        run()
    took: Timed = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            started = perf_counter()
            run()
            took[name].append(perf_counter() - started)
    return took


def tag_all(text: str) -> None:
    """Names found without a gate: the tagger on every clause of a text."""
    shared_lac().tag(_CLAUSE.findall(text))


def against_jieba(took: Timed, n_chars: int) -> str:
    base = median(took["`jieba.lcut`"])
    lines = ["| | seconds | characters a second | times `jieba.lcut` |", "| --- | ---: | ---: | ---: |"]
    for name in ("`jieba.lcut`", "`rjieba.cut`", "pipeline", "pipeline, `--fast`"):
        middle = median(took[name])
        lines.append(f"| {name} | {middle:.3f} | {n_chars / middle:,.0f} | {middle / base:.2f} |")
    return "\n".join(lines)


def by_stage(stages: Stages) -> str:
    names = ("prepare", *language().pipe_names, "assemble")
    times = len(stages.calls) - 1
    middles = {name: stages.seconds(name, times) for name in names}
    whole = sum(middles.values())
    lines = ["| stage | seconds | share |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {middle:.3f} | {middle / whole:.0%} |" for name, middle in middles.items()]
    return "\n".join(lines)


def tagger(took: Timed, whole: Stages, fast: Stages, times: int) -> str:
    """The gated tagger is what the stage of names takes more with it than without."""
    gated = whole.seconds("jianyan_names_v1", times) - fast.seconds("jianyan_names_v1", times)
    everything = median(took["the name tagger on every clause"])
    return "\n".join(
        (
            "| LAC on | seconds | share |",
            "| --- | ---: | ---: |",
            f"| every clause | {everything:.3f} | 100% |",
            f"| the clauses that the gate picks | {gated:.3f} | {gated / everything:.0%} |",
        )
    )


def by_length(articles: Sequence[Source], lengths: Sequence[int] = _LENGTHS) -> str:
    """Articles put together until they have a length: characters a second should stay where they are."""
    joined = "\n\n".join(article.text for article in articles)
    joined = "\n\n".join([joined] * (1 + max(lengths) // len(joined)))
    lines = ["| characters of one article | seconds | characters a second |", "| ---: | ---: | ---: |"]
    for length in lengths:
        batch = Batch((of_text(joined[:length], "benchmark"),), datetime.now(UTC))
        started = perf_counter()
        extract_batch(batch)
        seconds = perf_counter() - started
        lines.append(f"| {length:,} | {seconds:.2f} | {length / seconds:,.0f} |")
    return "\n".join(lines)


def _articles(folders: Sequence[str]) -> tuple[Source, ...]:
    found = [article for path in find(folders).paths if isinstance(path, Path) for article in read(path)]
    articles = tuple(article for article in found if isinstance(article, Source))
    if not articles:
        sys.exit(f"no articles in {', '.join(folders)}")
    return articles


if __name__ == "__main__":
    main(sys.argv[1:])
