"""The whole job: files and folders in, a data set out, committed chunk by chunk in the order of the inputs.

Only this process writes; workers get texts and give rows. What is hard stands elsewhere: `plan` tells what is
new (a 通稿 in two folders is extracted once and seen twice), `extraction` what becomes of an article.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from pipeline.articles.reader import Found, find
from pipeline.engines.local import map_batches
from pipeline.extraction import Batch, Extracted, extract_batch, language, version
from pipeline.plan import Chunk, Plan
from pipeline.summary import Summary
from pipeline.tables import Dataset

# Below this many bytes a second process costs more to start (2 s) than it saves.
_WORTH_A_WORKER = 900_000

Input = str | os.PathLike[str]
Progress = Callable[[int, int], None]


def run(
    inputs: Input | Iterable[Input],
    out: Input = "data",
    *,
    workers: int = 1,
    fast: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Extract from the articles of the inputs into the data set at `out`, and say what was done.

    `inputs` are files and folders (searched at any depth, in a fixed order). An article that this pipeline has
    done is not done again, unless with `force`. `workers` are processes, where 0 asks for one a core if there
    is enough to do (more than one needs the caller's script guarded by `if __name__ == "__main__"`). With `fast`
    names are found without the name tagger. `progress` is told the files done and all there are. What cannot be
    read is a row of `rejects`. Raises `DatasetError` where `out` cannot be written; what was committed before
    stays.
    """
    started = perf_counter()
    found = find([inputs] if isinstance(inputs, str | os.PathLike) else inputs)
    dataset = Dataset.open(Path(out))
    with dataset.writer() as writer:
        plan = Plan(found, version(fast=fast), writer.known(), force=force)
        summary = Summary(Path(out), version(fast=fast), left_aside=found.left_aside)
        done = 0
        for chunk, extracted in _extracted(plan, workers or _worthwhile(found), fast=fast):
            rows = plan.settle(extracted.rows, chunk)
            writer.commit(
                rows.by_table(), replaces=chunk.replaces, supersedes=chunk.supersedes, retries=chunk.retries
            )
            summary.add(rows, extracted.seconds)
            summary.add_unchanged(chunk.unchanged, chunk.still_unread)
            summary.superseded += len(chunk.supersedes)
            done += chunk.files
            if progress:
                progress(done, len(found.paths))
        summary.add_total(Path(out))
    summary.seconds = perf_counter() - started
    return summary


def _extracted(plan: Plan, workers: int, *, fast: bool) -> Iterator[tuple[Chunk, Extracted]]:
    """Each chunk with its rows, in order."""
    under_way: deque[Chunk] = deque()

    def batches() -> Iterator[Batch]:
        for chunk in plan.chunks():
            under_way.append(chunk)
            yield Batch(tuple(chunk.articles), chunk.seen_at, fast)

    for extracted in map_batches(extract_batch, batches(), workers, partial(language, fast=fast)):
        yield under_way.popleft(), extracted


def _worthwhile(found: Found) -> int:
    """A process for each core, as far as there is enough to read."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    size = 0
    for path in found.paths:
        if isinstance(path, Path) and path.is_file():
            size += path.stat().st_size
        if size > cores * _WORTH_A_WORKER:
            break
    return max(1, min(cores, size // _WORTH_A_WORKER))
