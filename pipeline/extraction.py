"""The one batch function: articles in, rows out. Every engine maps it, on one machine or on many.

The hard part is what to do when a stage fails on one article of a thousand, an interleaved page of 政协 speeches:
the article becomes a reject that names the stage and the error, and the others go on. The language libraries are
imported with the first article: a run that finds nothing new spares that second.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from pipeline.articles.reader import Source, of_text, read
from pipeline.errors import ArticleError, PipelineError
from pipeline.fingerprint import fingerprint
from pipeline.rows import Rows, rejected
from schemas import RejectReason

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Makes the stages read their dictionaries.
_FIRST_WORDS = "市政协委员高远建议，加快修建停车场。"

Seconds = defaultdict[str, float]


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles to extract from, in one go; `seen_at` is when the run read them."""

    articles: tuple[Source, ...]
    seen_at: datetime
    fast: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """The rows of a batch, and the seconds that each stage took over it."""

    rows: Rows
    seconds: Seconds = field(default_factory=lambda: defaultdict(float))


def extract(article: str | Path | Source, *, source: str = "text", fast: bool = False) -> Rows:
    """What one article holds: its row, its speeches, proposals and rejects.

    Takes a text, or the path of a file with one article; `source` is what the rows call a text. Offsets count
    code points of the text (of a file without its byte order mark). Raises `ArticleError` where it cannot be read.
    """
    if isinstance(article, Path):
        found = next(read(article))
        if isinstance(found, ArticleError):
            raise found
        article = found
    elif isinstance(article, str):
        article = of_text(article, source)
    return _rows(article, Batch((article,), datetime.now(UTC), fast), defaultdict(float))


def extract_batch(batch: Batch) -> Extracted:
    """The rows of all articles of a batch. An article on which a stage fails is a reject.

    Raises `PipelineError` where the stages cannot be loaded; a batch without articles does not load them.
    """
    if not batch.articles:
        return Extracted(Rows())
    found, seconds = Rows(), defaultdict[str, float](float)
    nlp = language(fast=batch.fast)
    for article in batch.articles:
        try:
            with nlp.memory_zone():
                found += _rows(article, batch, seconds)
        except Exception as error:  # noqa: BLE001 (the reject says what failed; the other articles go on)
            failure = ArticleError(article.source, RejectReason.FAILED, _failure(error))
            found += Rows(rejects=(rejected(failure, version(fast=batch.fast)),))
    return Extracted(found, seconds)


@cache
def language(*, fast: bool = False) -> Language:
    """This process's language, loaded once, with all that it reads later. Raises `PipelineError` where it cannot be."""
    try:
        with _lasting():
            from pipeline.language import load  # noqa: PLC0415

            nlp = load(fast=fast)
            nlp(_FIRST_WORDS)
    except Exception as error:
        raise PipelineError(
            f"the pipeline cannot be loaded ({type(error).__name__}: {error}); install it anew with what it needs: "
            "pip install --force-reinstall jianyan"
        ) from error
    return nlp


@contextmanager
def _lasting() -> Iterator[None]:
    """For making a million objects that stay: the collector does not go through them, now or later.

    Of a run of ten articles that is half a second in three and a half.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()


@cache
def version(*, fast: bool = False) -> str:
    """The fingerprint of the pipeline that this process runs."""
    return fingerprint(fast=fast)


def _rows(article: Source, batch: Batch, seconds: Seconds) -> Rows:
    from pipeline.assemble import Reading, assemble  # noqa: PLC0415

    doc = _read(language(fast=batch.fast), article.text, seconds)
    started = perf_counter()
    reading = Reading(article.source, batch.seen_at, version(fast=batch.fast))
    rows = assemble(doc, reading)
    seconds["assemble"] += perf_counter() - started
    return rows


def _read(nlp: Language, text: str, seconds: Seconds) -> Doc:
    """As `nlp(text)`, with the time that each component takes."""
    started = perf_counter()
    doc = nlp.make_doc(text)
    seconds["prepare"] += perf_counter() - started
    for name, component in nlp.pipeline:
        started = perf_counter()
        doc = component(doc)
        seconds[name] += perf_counter() - started
    return doc


def _failure(error: Exception) -> str:
    """Where it failed and with what, for the maintainers, and what the user may do."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"a stage failed on it ({type(error).__name__}: {error}, at {where}); please report this with the article"
