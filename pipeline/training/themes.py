"""Fits the character model of themes: the word list and the example proposals in, `theme_model.npz` out.

    python -m pipeline.training.themes

Takes 20 seconds and scikit-learn (`pip install -e '.[train]'`). Nothing of gold goes in: added to the training, it
made nothing better on articles left out. Hard about it: a word of the list (幼儿园) is a text of its own beside whole
proposals, and there are ten times as many, so that each counts less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipeline.lexicons import classes
from pipeline.lexicons.theme_terms import theme_terms
from pipeline.stages.theme_model import grams, tf_idf

# A word of the list against an example; from 0.1 to 1 accuracy moves by half a point.
_WORD = 0.3
_LEAST_WEIGHT = 2  # words that only lean to a theme teach nothing
_LEAST_TEXTS = 2  # a gram of one text alone is not kept
_INVERSE_PENALTY = 3.0

Labelled = tuple[str, str, float]  # text, theme code, weight


def labelled_texts() -> list[Labelled]:
    """Example proposals, then the words of the list of at least two characters under their heaviest themes."""
    texts = [
        (example, code, 1.0) for code, examples in classes("theme_examples").items() for example in examples
    ]
    for word, weights in theme_terms().weights.items():
        heaviest = max(weights.values(), default=0)
        if len(word) < 2 or heaviest < _LEAST_WEIGHT:
            continue
        best = [code for code, weight in weights.items() if weight == heaviest]
        texts += [(word, code, _WORD / len(best)) for code in best]
    return texts


def version_of(texts: Sequence[Labelled]) -> str:
    """A hash of what a model is fitted on."""
    lines = "\n".join(f"{text}\t{code}\t{weight:g}" for text, code, weight in texts)
    return blake2b(lines.encode(), digest_size=6).hexdigest()


def fit(texts: Sequence[Labelled]) -> dict[str, NDArray[np.generic]]:
    """The arrays of the model file (see `ThemeModel`)."""
    counted = [grams(text) for text, _, _ in texts]
    seen: Counter[str] = Counter(gram for counts in counted for gram in counts)
    kept = sorted(gram for gram, n in seen.items() if n >= _LEAST_TEXTS)
    index = {gram: row for row, gram in enumerate(kept)}
    frequency = np.array([seen[gram] for gram in kept], dtype=np.float32)
    idf = (np.log((1 + len(texts)) / (1 + frequency)) + 1).astype(np.float32)
    model = LogisticRegression(C=_INVERSE_PENALTY, max_iter=500)
    model.fit(
        _matrix(counted, index, idf),
        [code for _, code, _ in texts],
        sample_weight=[weight for _, _, weight in texts],
    )
    return {
        "codes": np.array(model.classes_),
        "grams": np.array(kept),
        "idf": idf.astype(np.float16),
        "weights": model.coef_.T.astype(np.float16),
        "bias": model.intercept_.astype(np.float32),
        "version": np.array(version_of(texts)),
    }


def _matrix(counted: Sequence[Counter[str]], index: dict[str, int], idf: NDArray[np.float32]) -> csr_matrix:
    values, columns, ends = [], [], [0]
    for counts in counted:
        known = {index[gram]: n for gram, n in counts.items() if gram in index}
        rows = np.fromiter(known, dtype=np.int64, count=len(known))
        values.append(tf_idf(np.fromiter(known.values(), dtype=np.float32, count=len(known)), idf[rows]))
        columns.append(rows)
        ends.append(ends[-1] + len(known))
    return csr_matrix(
        (np.concatenate(values), np.concatenate(columns), ends), shape=(len(counted), len(index))
    )


def main() -> None:
    """Fit and write the file that the stage reads."""
    texts = labelled_texts()
    path = Path(str(files("pipeline.stages") / "theme_model.npz"))
    arrays = fit(texts)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # the arrays are the keywords
    print(
        f"{path.name} {arrays['version']}: {len(texts):,} texts, {len(arrays['grams']):,} grams, {path.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
