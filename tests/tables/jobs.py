"""What the processes do that the tests kill. Each job can be repeated: it does what is not done yet."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from pipeline.tables import Dataset, compaction
from tests.tables import made

# The long job: so many batches of so many articles, taken in and then read anew.
BATCHES, SIZE = 8, 3


def add(root: Path) -> None:
    """Articles 4 and 5, and a file that could not be read."""
    with Dataset.open(root).writer() as writer:
        if not writer.known().articles_at("4.txt"):
            writer.commit({**made.batch([4, 5]), "rejects": [made.reject("空.txt")]})


def replace(root: Path) -> None:
    """Article 1 read anew, and the file of article 2 holding article 6 now."""
    with Dataset.open(root).writer() as writer:
        if not writer.known().articles_at("6.txt"):
            (old,) = writer.known().articles_at("2.txt")
            new, six = made.batch([1], fingerprint="v2"), made.batch([6])
            writer.commit({name: [*new[name], *six[name]] for name in new}, supersedes=[(old, "2.txt")])


def compact(root: Path) -> None:
    Dataset.open(root).compact()


def batch(number: int, fingerprint: str) -> made.Batch:
    """A batch of the long job. What the second pipeline finds, it is surer of."""
    numbers = range(number * SIZE, (number + 1) * SIZE)
    return made.batch(numbers, fingerprint=fingerprint, confidence=0.5 if fingerprint == "v1" else 0.9)


def weeks(root: Path) -> None:
    """Batch after batch, then each again by a pipeline with another fingerprint, with compactions between."""
    compaction.MAX_PARTS = 5
    with Dataset.open(root).writer() as writer:
        for fingerprint in ("v1", "v2"):
            done = writer.known().fingerprints
            for number in range(BATCHES):
                new = batch(number, fingerprint)
                if done.get(new["articles"][0].article_id, "") < fingerprint:
                    writer.commit(new)


def hold(root: Path) -> None:
    """Keeps the lock until killed."""
    with Dataset.open(root).writer():
        signal.pause()


def hold_with_child(root: Path) -> None:
    """Keeps the lock until killed, and has a child that lives on."""
    with Dataset.open(root).writer():
        child = os.fork()
        if child:
            (root / "child.new").write_text(str(child))
            (root / "child.new").rename(root / "child")
        signal.pause()
