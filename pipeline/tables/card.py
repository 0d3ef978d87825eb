"""The data set described beside its tables, in `README.md`: a data card.

The tables, and what was measured of the pipeline, come in; a page in Markdown goes out. The hard thing is to
say nothing that the tables do not show: every count, date and place (太原市 94) is asked of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables import disk
from pipeline.tables.dataset import Dataset, numbers
from pipeline.tables.export import exported
from pipeline.tables.faults import reported

CARD = "README.md"
_LISTED = 10

_MEASURED = """
By the set of articles with gold that each was measured on. What to expect of other articles is the set `unread`,
whose faults nobody who writes rules has looked at; rules were written on the other sets, in whole or in part, as
the project's docs/quality.md shows set by set.
"""
_LIMITS = """- Extracted by rules and models without review: each row has its `confidence`, its `evidence` in the article, and
  the `rule` that bounded it. What was judged to be no proposal is in `rejects`, with the reason.
- A place or role that the article does not ground is null, never guessed.
- Reprints are all there. `open_dataset` counts each proposal once; plain readers see every printing.
- The articles' texts belong to their publishers.
"""


def write_card(path: Path | str, *, version: str, quality: Mapping[str, float] | None = None) -> Path:
    """Writes the card of the data set at `path` and returns its path.

    `version` is the distribution's, `quality` the measured scores by name. Raises `DatasetError`.
    """
    dataset = Dataset.open(path)
    counts = dataset.counts()
    articles = dataset.columns("articles", "publisher", "published_on", "fingerprint")
    proposals = dataset.columns("proposals", "city", "theme")
    fingerprints = (
        ", ".join(f"`{value}`" for value in sorted(map(str, numbers(articles["fingerprint"]))))
        or "(none yet)"
    )
    parts = [
        "# 建言: proposals from Chinese news\n",
        _what(counts, articles["published_on"], version, fingerprints),
        "## Tables\n",
        _tables(dataset, counts),
        "## From where\n",
        _listed(numbers(articles["publisher"]), "Publisher", "articles"),
        "## Places and themes\n",
        _listed(numbers(proposals["city"]), "City", "proposals"),
        _listed(numbers(proposals["theme"]), "Theme", "proposals"),
        "## Quality\n",
        _quality(quality or {}),
        "## Reading it\n",
        _READING.format(folder=dataset.layout.root.resolve().name or "."),
        "## How to cite\n",
        _cited(version, fingerprints),
        "## Known limits\n",
        _LIMITS,
    ]
    target = dataset.layout.root / CARD
    with reported(dataset.layout):
        disk.replace(target, "\n".join(parts).encode())
    return target


_READING = """```python
import pandas as pd

pd.read_parquet("{folder}/proposals")[["proposer", "role", "city", "theme", "recommendation"]]
```

```python
from pipeline import open_dataset

open_dataset("{folder}").proposals(city="太原", theme="交通")
```

```sql
SELECT city, theme, count(*) FROM '{folder}/proposals/*.parquet' GROUP BY ALL; -- DuckDB
```
"""


def _what(counts: Mapping[str, int], days: pa.ChunkedArray, version: str, fingerprints: str) -> str:
    first, last = pc.min_max(days).as_py().values()
    period = f", published from {first:%Y-%m-%d} to {last:%Y-%m-%d}" if first else ""
    return (
        "Who proposes what, in which role, for which city and on which theme: every speech of the articles taken "
        f"apart into its recommendations. {_counted(counts['proposals'], 'proposal')} from "
        f"{_counted(counts['articles'], 'article')}{period}. Made by jianyan {version}, pipeline {fingerprints}.\n"
    )


def _tables(dataset: Dataset, counts: Mapping[str, int]) -> str:
    """Each table's rows and meaning; the proposals' columns one by one."""
    told = [
        {"table": f"`{name}`", "rows": rows, "holds": _description(dataset.schemas[name].metadata)}
        for name, rows in counts.items()
    ]
    columns = [
        {
            "column of proposals": f"`{field.name}`",
            "type": str(field.type),
            "meaning": _description(field.metadata),
        }
        for field in dataset.schemas["proposals"]
    ]
    return _table(told) + "\n" + _table(columns)


def _cited(version: str, fingerprints: str) -> str:
    return (
        f"建言 (jianyan) {version}, data set of pipeline {fingerprints}; and each article by its publisher, "
        "title and date, as the row has them.\n"
    )


def _listed(found: Mapping[str | None, int], heading: str, table: str) -> str:
    """The most frequent values with their numbers, and how many others there are."""
    told = {value or "(not stated)": number for value, number in found.items()}
    order = sorted(told, key=lambda value: (-told[value], value))
    rows = [{heading: value, table: told[value]} for value in order]
    others = f"\nand {_counted(len(rows) - _LISTED, 'other')}\n" if len(rows) > _LISTED else ""
    return (_table(rows[:_LISTED]) if rows else "None yet.\n") + others


def _quality(quality: Mapping[str, float]) -> str:
    if not quality:
        return "Not measured for this data set: score it with `jianyan evaluate GOLD PREDICTED`.\n"
    return _table([{"measure": name, "value": f"{value:.3f}"} for name, value in quality.items()]) + _MEASURED


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _description(metadata: Mapping[bytes, bytes] | None) -> str:
    return (metadata or {}).get(b"description", b"").decode()


def _table(rows: Sequence[Mapping[str, object]]) -> str:
    return exported(pa.Table.from_pylist(list(rows)), "md").decode()
