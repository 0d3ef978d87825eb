"""The whole job: files and folders in, a data set out, committed chunk by chunk in the order of the inputs.

Only this process writes; workers get texts and give rows. What is hard stands elsewhere: `plan` tells what is
new (a 通稿 in two folders is extracted once and seen twice), `extraction` what becomes of an article.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version as distribution_version
from pathlib import Path
from time import perf_counter

from pipeline.engines.local import map_batches
from pipeline.extraction import Batch, Extracted, extract_batch, version
from pipeline.plan import Chunk, Plan
from pipeline.quality.measured import measured
from pipeline.summary import Summary
from pipeline.tables import Dataset
from pipeline.work import Input, Work

# Below this many bytes a second process costs more to start (2 s) than it saves.
_WORTH_A_WORKER = 900_000

Progress = Callable[[int, int], None]


def run(
    inputs: Input | Iterable[Input] = (),
    out: Input = "data",
    *,
    workers: int = 1,
    fast: bool = False,
    force: bool = False,
    stale: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Extract from the articles of the inputs into the data set at `out`, and say what was done.

    `inputs` are files and folders (searched at any depth, in a fixed order). An article that this pipeline has
    done is not done again, unless with `force`. With `stale` those articles of the data set that another version
    of the pipeline has done are done again too, from their texts in the data set. `workers` are processes, where
    0 asks for one a core if there is enough to do (more than one needs the caller's script guarded by
    `if __name__ == "__main__"`). With `fast` names are found without the name tagger. `progress` is told the
    files done and all there are. What cannot be read is a row of `rejects`. Raises `DatasetError` where `out`
    cannot be written; what was committed before stays.
    """
    dataset = Dataset.open(Path(out))
    work = Work.of(dataset, inputs, dataset if stale else None)
    return fill(dataset, work, workers=workers, fast=fast, force=force, progress=progress)


def fill(
    dataset: Dataset, work: Work, *, workers: int, fast: bool, force: bool = False, progress: Progress | None
) -> Summary:
    """Do the work and keep its rows in the data set, as `run` does."""
    started = perf_counter()
    root = dataset.layout.root
    with dataset.writer() as writer:
        plan = Plan(version(fast=fast), writer.known(), force=force)
        summary = Summary(root, version(fast=fast), left_aside=work.found.left_aside)
        n_files, n_bytes = work.size(plan)
        done = 0
        for chunk, extracted in _extracted(work.chunks(plan), workers or _worthwhile(n_bytes), fast=fast):
            rows = plan.settle(extracted.rows, chunk)
            writer.commit(
                rows.by_table(), replaces=chunk.replaces, supersedes=chunk.supersedes, retries=chunk.retries
            )
            summary.add(rows, extracted.seconds)
            summary.add_unchanged(chunk.unchanged, chunk.still_unread)
            summary.again += len(chunk.replaces)
            summary.superseded += len(chunk.supersedes)
            done += chunk.files
            if progress:
                progress(done, n_files)
        summary.stale = plan.stale()
        summary.add_total(dataset)
        _describe(dataset)
    summary.seconds = perf_counter() - started
    return summary


def _describe(dataset: Dataset) -> None:
    """The data card, where it is older than the tables."""
    from pipeline.tables import card  # noqa: PLC0415 (brings pandas: a fifth of a second that a run of nothing new spares)

    root = dataset.layout.root
    newest = max(path.stat().st_mtime_ns for paths in dataset.snapshot().files.values() for path in paths)
    page = root / card.CARD
    if not page.exists() or page.stat().st_mtime_ns < newest:
        card.write_card(root, version=distribution_version("jianyan"), quality=measured())


def _extracted(chunks: Iterable[Chunk], workers: int, *, fast: bool) -> Iterator[tuple[Chunk, Extracted]]:
    """Each chunk with its rows, in order."""
    under_way: deque[Chunk] = deque()

    def batches() -> Iterator[Batch]:
        for chunk in chunks:
            under_way.append(chunk)
            yield Batch(tuple(chunk.articles.values()), chunk.seen_at, fast)

    for extracted in map_batches(extract_batch, batches(), workers):
        yield under_way.popleft(), extracted


def _worthwhile(n_bytes: int) -> int:
    """A process for each core, as far as there is enough to read."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, n_bytes // _WORTH_A_WORKER))
