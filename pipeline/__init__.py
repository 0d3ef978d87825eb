"""建言: policy proposals from Chinese news, as a typed table.

`extract` takes one article apart, `run` fills a data set from files and folders, `open_dataset` reads one and
`save` keeps what was read. `preview`, `retry`, `rerun`, `diff` and `compact` look after a data set; `load` gives
the spaCy pipeline behind them all, `evaluate` scores rows against gold (市科技局 proposes …, as two careful readers
wrote it down). They are imported when first used, since the language libraries take a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.again import diff, preview, rerun, retry
    from pipeline.extraction import extract
    from pipeline.job import run
    from pipeline.language import load
    from pipeline.quality.evaluation import evaluate
    from pipeline.tables import Filters, open_dataset
    from pipeline.tables.dataset import compact
    from pipeline.tables.export import save

_HOMES = {
    "Filters": "pipeline.tables.filters",
    "compact": "pipeline.tables.dataset",
    "diff": "pipeline.again",
    "evaluate": "pipeline.quality.evaluation",
    "extract": "pipeline.extraction",
    "load": "pipeline.language",
    "open_dataset": "pipeline.tables",
    "preview": "pipeline.again",
    "rerun": "pipeline.again",
    "retry": "pipeline.again",
    "run": "pipeline.job",
    "save": "pipeline.tables.export",
}

__all__ = [
    "Filters",
    "compact",
    "diff",
    "evaluate",
    "extract",
    "load",
    "open_dataset",
    "preview",
    "rerun",
    "retry",
    "run",
    "save",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
