"""A small linear model of themes over characters: a text in, the log-probability of each theme out.

It stands behind the word list for words that are not in it: 虾苗 shares its characters with 鱼苗, 校医室 with 学校 and
医务室. Hard about it: nothing, if it stays small; it is fitted on the word list and on example proposals written for
it, never on gold (`python -m pipeline.training.themes`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

MODEL_FILE = files("pipeline.stages") / "theme_model.npz"


def grams(text: str) -> Counter[str]:
    """How often each character and each pair of neighbours stands in a text, white space left out."""
    letters = "".join(text.lower().split())
    return Counter([*letters, *map("".join, pairwise(letters))])


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """Multinomial logistic regression on log-scaled tf-idf of `grams`, rows of length 1.

    `weights` is [grams, codes]; `idf` one a gram; `bias` one a code; `version` a hash of what it was fitted on.
    """

    codes: tuple[str, ...]
    index: dict[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    version: str

    @classmethod
    def load(cls) -> ThemeModel:
        """The carried model, read once a process."""
        return _carried()

    def log_probabilities(self, text: str) -> dict[str, float]:
        """Of each theme but `other`; the bias alone speaks for a text without a known gram."""
        counts = {self.index[gram]: n for gram, n in grams(text).items() if gram in self.index}
        rows = np.fromiter(counts, dtype=np.int64, count=len(counts))
        row = tf_idf(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)), self.idf[rows])
        scores = self.bias + row @ self.weights[rows]
        scores -= scores.max()
        scores -= np.log(np.exp(scores).sum())
        return dict(zip(self.codes, scores.tolist(), strict=True))


def tf_idf(counts: NDArray[np.float32], idf: NDArray[np.float32]) -> NDArray[np.float32]:
    """The row of one text: (1 + ln count) idf, divided by its length."""
    row = (1 + np.log(counts)) * idf
    length = float(np.sqrt(row @ row))
    return row / np.float32(length) if length else row


@cache
def _carried() -> ThemeModel:
    with MODEL_FILE.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        return ThemeModel(
            tuple(kept["codes"].tolist()),
            {gram: row for row, gram in enumerate(kept["grams"].tolist())},
            kept["idf"].astype(np.float32),
            kept["weights"].astype(np.float32),
            kept["bias"].astype(np.float32),
            str(kept["version"]),
        )
