"""Fits the confidence of proposals on gold and prints how well calibrated it is, articles left out in turn.

    python -m pipeline.training.confidence FOLDER[=TEXTS] …

Each folder holds gold (`NAME.json`), its texts beside it or in TEXTS. Writes `pipeline/stages/confidence.tsv`. A
proposal is right where its record matches gold (guidelines section 9). Needs scikit-learn (`pip install -e '.[train]'`).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from pipeline.ground import Ground
from pipeline.language import load
from pipeline.quality.gold import Judged, read_gold
from pipeline.quality.score import pair_up
from pipeline.stages.annotations import Candidate
from pipeline.stages.confidence import features

# Keeps the weights of rare features small. Higher calls more rows sure, and fewer of them are right (0.95 at 0.3)
_INVERSE_PENALTY = 0.2
_BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("gold", nargs="+", metavar="FOLDER[=TEXTS]")
    articles = [a for arg in parser.parse_args().gold for a in _read(arg)]
    names, rows, right, groups = evidence(articles)
    print(f"{len(right)} proposals of {len(articles)} articles, {right.mean():.3f} right")
    held_out = cross_validated(rows, right, groups)
    print(reliability(held_out, right))
    model = _fit(rows, right)
    lines = ["feature\tweight", f"intercept\t{model.intercept_[0]:.4f}"]
    lines += [f"{name}\t{weight:.4f}" for name, weight in zip(names, model.coef_[0], strict=True)]
    path = Path(str(files("pipeline.stages").joinpath("confidence.tsv")))
    head = "# Weights of the confidence of a proposal; fitted by python -m pipeline.training.confidence\n"
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def evidence(
    articles: Sequence[Judged],
) -> tuple[list[str], NDArray[np.float64], NDArray[np.bool_], NDArray[np.int_]]:
    """Features [n, k], whether right [n] and the article's number [n] of every proposal predicted."""
    nlp = load()
    found, right, groups = [], [], []
    for number, article in enumerate(articles):
        doc = nlp(article.text)
        predicted = predictions(doc)
        hits = {p.predicted for p in pair_up(article.proposals, predicted) if p.is_record}
        for index in range(len(predicted)):
            found.append(features(doc, index))
            right.append(index in hits)
            groups.append(number)
    names = sorted({name for row in found for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in found])
    return names, matrix, np.array(right), np.array(groups)


def predictions(doc: Doc) -> list[dict[str, Any]]:
    """The candidates of a Doc as the scorer takes proposals."""
    return [_proposal(doc, index, candidate) for index, candidate in enumerate(doc._.candidates)]


def _proposal(doc: Doc, index: int, candidate: Candidate) -> dict[str, Any]:
    place = doc._.places[index]
    source = doc._.source
    ground = Ground(doc)
    return {
        "evidence": [s for a, b in candidate.spans for s in doc._.aligned.source_spans(a, b, source)],
        "proposers": [
            {
                "name": s.name and ground.verbatim(s.name, s.name_span),
                "role": s.role and ground.verbatim(s.role, s.role_span),
            }
            for s in candidate.speakers
        ],
        "stance": candidate.stance,
        "province_adcode": place.province,
        "city_adcode": place.city,
        "county_adcode": place.county,
        "themes": doc._.themes[index].codes,
    }


def cross_validated(
    rows: NDArray[np.float64], right: NDArray[np.bool_], groups: NDArray[np.int_]
) -> NDArray[np.float64]:
    """The confidence of each proposal from a model that did not see its article."""
    held_out = np.zeros(len(right))
    for group in np.unique(groups):
        inside = groups == group
        held_out[inside] = _fit(rows[~inside], right[~inside]).predict_proba(rows[inside])[:, 1]
    return held_out


def reliability(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> str:
    """A table of confidence against the share that is right, with the expected calibration error."""
    lines, error = ["| confidence | proposals | mean | right |", "|---|---|---|---|"], 0.0
    for low, high in pairwise(_BINS):
        inside = (confidence >= low) & ((confidence < high) | (high == 1.0))
        if inside.any():
            mean, share = confidence[inside].mean(), right[inside].mean()
            error += abs(mean - share) * inside.mean()
            lines.append(f"| {low:.2f} to {high:.2f} | {inside.sum()} | {mean:.3f} | {share:.3f} |")
    sure = confidence >= 0.9
    lines.append(f"\nExpected calibration error {error:.3f}.")
    if sure.any():
        lines.append(
            f"Of {sure.sum()} at 0.9 or more, {right[sure].mean():.3f} are right: "
            f"{right[sure].sum() / right.sum():.3f} of all right records."
        )
    return "\n".join(lines)


def _fit(rows: NDArray[np.float64], right: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=_INVERSE_PENALTY, max_iter=2000).fit(rows, right)


def _read(argument: str) -> list[Judged]:
    folder, _, texts = argument.partition("=")
    return read_gold(Path(folder), Path(texts) if texts else None)


if __name__ == "__main__":
    main()
