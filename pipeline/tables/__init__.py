"""The Parquet data set: commit, resume, recover, compact, read, compare.

Writing needs pyarrow alone; what reads, compares and exports brings DuckDB and pandas, half a second that
`jianyan run` does without, and is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.tables.dataset import Dataset
from pipeline.tables.known import Known
from pipeline.tables.writer import Writer

if TYPE_CHECKING:
    from pipeline.tables.filters import Filters
    from pipeline.tables.reading import OpenDataset, open_dataset

_HOMES = {
    "Filters": "pipeline.tables.filters",
    "OpenDataset": "pipeline.tables.reading",
    "open_dataset": "pipeline.tables.reading",
}

__all__ = ["Dataset", "Filters", "Known", "OpenDataset", "Writer", "open_dataset"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
