"""How many rows each table has from which batch, written into every part so that one that is gone is missed.

The row counts of a data set's parts come in; what a commit leaves goes into the parts it writes, as a note in their
footers that no reader of rows sees. The newest note says what all tables must hold: proposals-0001-000012 moved
away is 33 rows fewer than it says, and so is a commit that was cut in the middle and whose journal is lost. The
hard thing is compaction, by which the rows of batches 1 to 9 are found under 9: notes are compared by spans of
batches, not by files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

_TALLY, _COMMIT = b"jianyan.tally", b"jianyan.commit"

# Batches after the first number, up to and with the second.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """`rows` of each table by the batch in a part's name, parts without rows left out; `number` counts commits."""

    number: int
    rows: Mapping[str, Mapping[int, int]]

    @classmethod
    def newest(cls, notes: Iterable[Mapping[bytes, bytes]]) -> Self | None:
        """That of the last commit among the parts' notes; null where no part has one."""
        told = max(
            (note for note in notes if _COMMIT in note), key=lambda note: int(note[_COMMIT]), default=None
        )
        if told is None:
            return None
        rows = json.loads(told[_TALLY])
        return cls(int(told[_COMMIT]), {table: dict(pairs) for table, pairs in rows.items()})

    def note(self) -> Mapping[str, str]:
        """The same for a part's footer; the number apart, since of hundreds of notes one is read."""
        rows = {table: sorted(counts.items()) for table, counts in self.rows.items()}
        return {_COMMIT.decode(): str(self.number), _TALLY.decode(): json.dumps(rows, separators=(",", ":"))}

    def followed(self, changed: Mapping[str, Mapping[int, int]]) -> Tally:
        """The next tally: batches that have another number of rows now."""
        rows = {
            table: {
                batch: n for batch, n in {**self.rows.get(table, {}), **changed.get(table, {})}.items() if n
            }
            for table in {**self.rows, **changed}
        }
        return Tally(self.number + 1, rows)

    def last_batch(self) -> int:
        return max((batch for counts in self.rows.values() for batch in counts), default=0)

    def differences(self, found: Tally) -> dict[str, list[Span]]:
        """Where each table has not the rows that this tally says; tables that have them are left out."""
        told = {
            table: _differences(self.rows.get(table, {}), found.rows.get(table, {}))
            for table in {**self.rows, **found.rows}
        }
        return {table: spans for table, spans in told.items() if spans}


def _differences(told: Mapping[int, int], found: Mapping[int, int]) -> list[Span]:
    """A batch that is found under a later number, up to the next that is told, was joined with it."""
    spans: list[Span] = []
    first = -1
    beyond = max([*told, *found], default=0) + 1
    for batch in [*sorted(told), beyond]:
        n_found = sum(n for number, n in found.items() if first < number <= batch)
        if n_found != told.get(batch, 0):
            spans.append((first, batch))
        first = batch
    return spans
