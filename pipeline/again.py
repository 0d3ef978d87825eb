"""Doing again what was done: what would be, the rejects after a fix, a whole data set beside the old one.

A data set comes in, a summary goes out. The hard thing is that nothing but the data set may be at hand: the
articles' texts are in it, so a new lexicon reaches last year's 晚报 without its files; only what could not be
read at all is read from its file.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.articles.reader import path_of
from pipeline.extraction import version
from pipeline.job import Progress, fill
from pipeline.plan import Plan
from pipeline.summary import MESSAGES, Summary, message
from pipeline.tables import Dataset, open_dataset
from pipeline.tables.changes import diff as changes_between
from pipeline.work import Input, Work


@dataclass(slots=True)
class Preview:
    """What a run would do: `again` counts the articles to be extracted anew by the pipeline that made their rows."""

    fingerprint: str
    new: int = 0
    again: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    superseded: int = 0
    unread: int = 0
    messages: list[str] = field(default_factory=list)  # of the first files that cannot be read

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        return asdict(self) | {"again": dict(self.again)}


def preview(
    inputs: Input | Iterable[Input] = (),
    out: Input = "data",
    *,
    fast: bool = False,
    force: bool = False,
    stale: bool = False,
) -> Preview:
    """What `run` would do with the same arguments. Nothing is written; the inputs are read."""
    dataset = Dataset.open(Path(out))
    work = Work.of(dataset, inputs, dataset if stale else None)
    known = dataset.known()
    told = Preview(version(fast=fast))
    for chunk in work.chunks(Plan(told.fingerprint, known, force=force)):
        told.again.update(known.fingerprints[article_id] for article_id in chunk.replaces)
        told.new += len(chunk.articles) - len(chunk.replaces)
        told.unchanged += chunk.unchanged
        told.superseded += len(chunk.supersedes)
        unread = [*map(str, chunk.still_unread), *map(message, chunk.rejects)]
        told.unread += len(unread)
        told.messages += unread[: MESSAGES - len(told.messages)]
    return told


def retry(
    out: Input = "data",
    *,
    reason: str | None = None,
    workers: int = 1,
    fast: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Try again what is in `rejects`, or what is there for one reason.

    A file that could not be read is read again; an article in which something was refused is extracted again
    where another version of the pipeline refused it (this one would do so again). Raises `QueryError` for a
    reason that is none, `DatasetError` where there is no data set.
    """
    rejects = open_dataset(Path(out)).rejects(reason=reason)
    unread = rejects["article_id"].isna()
    articles = set(rejects["article_id"][~unread])
    dataset = Dataset.open(Path(out))
    known, files = dataset.known(), []
    for source in rejects["source"][unread].unique():
        file = path_of(source, str(dataset.folder))
        if file.exists() or not known.articles_at(source):
            files.append(file)
        else:  # a stage failed on a text that is in the tables, and its file is gone
            articles.update(known.articles_at(source))
    work = Work.of(
        dataset,
        files,
        dataset,
        lambda plan, article: article in articles and plan.is_stale(article),
    )
    return fill(dataset, work, workers=workers, fast=fast, progress=progress)


def rerun(
    dataset: Input,
    out: Input,
    *,
    workers: int = 1,
    fast: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Extract from all articles of a data set into another one at `out`, with the present pipeline.

    Where an article was seen first comes along; its other sightings, and files that gave no article, do not.
    """
    target = Dataset.open(Path(out))
    work = Work.over(Dataset.open(Path(dataset)), str(target.folder))
    return fill(target, work, workers=workers, fast=fast, progress=progress)


def diff(
    before: Input,
    after: Input | None = None,
    *,
    workers: int = 1,
    fast: bool = False,
    progress: Progress | None = None,
) -> pa.Table:
    """The proposals added, gone and changed from one data set to another; the columns describe themselves.

    Without `after`, to what the present pipeline makes of the same articles, which is thrown away again; those on
    which a stage fails are left out, with a warning.
    """
    if after is not None:
        return changes_between(Path(before), Path(after))
    with TemporaryDirectory(prefix="jianyan-") as folder:
        stored = Dataset.open(Path(before))
        work = Work.over(stored, str(stored.folder))
        summary = fill(Dataset.open(folder), work, workers=workers, fast=fast, progress=progress)
        changes = changes_between(Path(before), Path(folder))
        if not summary.failed:
            return changes
        warnings.warn("left out, since a stage failed: " + "; ".join(summary.messages), stacklevel=2)
        done = pa.array(list(Dataset.open(folder).known().fingerprints), pa.string())
        return changes.filter(pc.is_in(changes["article_id"], value_set=done))
