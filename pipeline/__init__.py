"""建言: policy proposals from Chinese news, as a typed table.

`extract` takes one article apart, `run` fills a data set from files and folders, `open_dataset` reads one,
`load` gives the spaCy pipeline behind them, `evaluate` scores rows against gold (市科技局 proposes …, as two
careful readers wrote it down). They are imported when first used, since the language libraries take a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extraction import extract
    from pipeline.job import run
    from pipeline.language import load
    from pipeline.quality.evaluation import evaluate
    from pipeline.tables import open_dataset

_HOMES = {
    "evaluate": "pipeline.quality.evaluation",
    "extract": "pipeline.extraction",
    "load": "pipeline.language",
    "open_dataset": "pipeline.tables",
    "run": "pipeline.job",
}

__all__ = ["evaluate", "extract", "load", "open_dataset", "run"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
