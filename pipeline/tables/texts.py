"""The articles' own texts, to be read again without the files that they came from.

A data set comes in, (article_id, source, text) go out in the order of the rows, a few hundred in memory at a
time. The hard thing is that whoever asks for 太原日报's article may put new rows in its place meanwhile: the
part files are opened all at once, and what is open can be read to its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import pyarrow.parquet as pq

from pipeline.tables import parts
from pipeline.tables.dataset import Dataset
from pipeline.tables.snapshot import Snapshot

_AT_A_TIME = 256


def texts(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Each article's id, the source where it was seen first, and its text. Raises `DatasetError` as a reader does."""
    with ExitStack() as stack:
        opened = Snapshot.read(dataset.layout, partial(_opened, stack, dataset))
        sources: dict[str, str] = {}
        for article_id, source in _rows(opened["sightings"], "article_id", "source"):
            sources.setdefault(article_id, source)
        for article_id, text in _rows(opened["articles"], "article_id", "text"):
            if article_id in sources:
                yield article_id, sources[article_id], text


def _opened(stack: ExitStack, dataset: Dataset, snapshot: Snapshot) -> dict[str, list[pq.ParquetFile]]:
    """The files of both tables. Raises `FileNotFoundError` where one has been replaced."""
    found: dict[str, list[pq.ParquetFile]] = {}
    for table in ("sightings", "articles"):
        for path in snapshot.files[table]:
            parts.check(path, dataset.schemas[table])
            found.setdefault(table, []).append(stack.enter_context(parts.opened(path)))
    return found


def _rows(files: list[pq.ParquetFile], *columns: str) -> Iterator[tuple[str, ...]]:
    for file in files:
        for batch in file.iter_batches(_AT_A_TIME, columns=list(columns)):
            yield from zip(*(batch[name].to_pylist() for name in columns), strict=True)
