"""Writes docs/quality.md, and the figures that data cards quote.

    python -m pipeline.measurement FOLDER[=TEXTS] … [--open NAME …] [--closed NAME …] --out docs/quality.md --carry

Each folder holds gold (`NAME.json`), its texts beside it or in TEXTS. Takes two minutes for seventy articles, since
every variant of the ablation reads all of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import GoldError
from pipeline.fingerprint import fingerprint
from pipeline.language import load
from pipeline.measurement import page
from pipeline.measurement.ablation import VARIANTS
from pipeline.measurement.reading import Read, evaluation, read
from pipeline.measurement.sets import Gold, grouped, read_set
from pipeline.quality.measured import write_measured
from pipeline.quality.score import pair_up
from pipeline.training.confidence import cross_validated, evidence, reliability

_HEAD = """# Quality

What the pipeline reaches on articles with gold, by the score of `tests/gold/GUIDELINES.md` (section 9). This page is written
by `python -m pipeline.measurement`; nothing in it is set by hand. Pipeline {fingerprint}, {articles} articles, {proposals}
proposals in gold.

{sets}

Articles whose faults nobody has looked at show how well the pipeline reads what it was not written on: a set with no fault
that may be shown. The other sets have been worked on. A set whose texts come from elsewhere is scored and never quoted. Hong
Kong's articles are those in traditional characters without a place of the mainland. Two things
are learned: the character model of themes, from word lists and examples that are none of this gold, and the confidence, which
is scored below on articles left out one by one."""

_ABLATION = "## What each part gives"
_FAST = """## Without the name tagger

`--fast` finds names by their surroundings and the forms of the genre alone."""
_CONFIDENCE = """## Confidence

The confidence that the pipeline carries is fitted on the sets that have been worked on; here each of their articles'
proposals have the one of a model fitted on all the other articles. A proposal is right where its whole record is."""
_CONFIDENCE_UNREAD = """On the articles whose faults nobody has looked at, which it is not fitted on, with the confidence that the pipeline carries:"""
_FAULTS = """## The commonest faults

Told apart by rule: what overlaps gold is a fault of its boundary, what a stage refused has the reason of its reject. Only
articles whose faults may be looked at are counted."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.measurement", description="Write docs/quality.md."
    )
    parser.add_argument("gold", nargs="+", metavar="FOLDER[=TEXTS]", help="gold, and where its texts are")
    parser.add_argument(
        "--open", action="append", default=[], metavar="NAME", help="a set all of whose faults may be shown"
    )
    parser.add_argument(
        "--closed", action="append", default=[], metavar="NAME", help="a set none of whose faults is shown"
    )
    parser.add_argument("--out", type=Path, help="the page; standard output where none is named")
    parser.add_argument(
        "--carry", action="store_true", help="keep the figures in the package, for the data cards"
    )
    options = parser.parse_args(arguments)
    try:
        articles = [
            article for folder in options.gold for article in read_set(folder, options.open, options.closed)
        ]
    except GoldError as error:
        sys.exit(str(error))
    nlp = load()
    reads = read(nlp, articles)
    written = quality_page(articles, reads)
    if options.carry:
        write_measured(fingerprint(), figures(reads))
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(written, encoding="utf-8")
    else:
        print(written, end="")


def figures(reads: Sequence[Read]) -> Iterator[tuple[str, str, float]]:
    """The set, the measure and its value, for those of each set and of all articles together."""
    sets = {**grouped(reads, lambda r: r.gold.set), "all": reads}
    for name, group in sets.items():
        score = evaluation(group).score
        yield name, "span F1", score.span_f1
        yield name, "strict span F1", score.strict_span_f1
        yield name, "record F1", score.record_f1


def quality_page(articles: Sequence[Gold], reads: Sequence[Read]) -> str:
    """The page on some articles of gold, as the pipeline read them: the same for the same articles and pipeline."""
    variants = [(v.part, v.instead, read(v.build(), articles)) for v in VARIANTS]
    fast = next(others for _, instead, others in variants if "--fast" in instead)
    worked_on = {article.set for article in articles if article.is_open}
    _, rows, right, groups = evidence([a.judged for a in articles if a.set in worked_on])
    confidence = [reliability(cross_validated(rows, right, groups), right)]
    if unread := [r for r in reads if r.gold.set not in worked_on]:
        confidence += [_CONFIDENCE_UNREAD, reliability(*carried_confidence(unread))]
    head = _HEAD.format(
        fingerprint=fingerprint(),
        articles=len(articles),
        proposals=sum(len(article.judged.proposals) for article in articles),
        sets=page.contents(articles),
    )
    parts = (
        head,
        page.scores(reads),
        _ABLATION,
        page.ablation(reads, variants),
        _FAST,
        page.fast_mode(reads, fast),
        _CONFIDENCE,
        *confidence,
        _FAULTS,
        page.commonest_faults(reads),
    )
    return "\n\n".join(parts) + "\n"


def carried_confidence(reads: Sequence[Read]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The confidence that each proposal [n] was given, and whether it is right [n]."""
    given, right = [], []
    for one in reads:
        pairs = pair_up(one.gold.judged.proposals, one.predicted.proposals)
        hits = {pair.predicted for pair in pairs if pair.is_record}
        given += [row.confidence for row in one.rows.proposals]
        right += [index in hits for index in range(len(one.rows.proposals))]
    return np.array(given), np.array(right)


if __name__ == "__main__":
    main()
