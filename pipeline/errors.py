"""Errors, named after what to do about them. Each message names the file, the place in it and the way out.

The hard question is always whether to go on: a file in GB18030 among a thousand is one reject, a data set
that another run holds locked is the end of this run.
"""

from __future__ import annotations

from schemas.codes import RejectReason


class JianyanError(Exception):
    """What a user is told in one sentence, without a traceback."""


class ArticleError(JianyanError):
    """This article cannot be read: reject it and go on with the next."""

    def __init__(self, source: str, reason: RejectReason, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[type[ArticleError], tuple[str, RejectReason, str]]:
        return type(self), (self.source, self.reason, self.message)


class DatasetError(JianyanError):
    """The data set cannot be read or written: stop. Nothing that was committed is lost."""


class PipelineError(JianyanError):
    """The pipeline itself cannot be loaded: stop, since every article would be refused for what is no fault of its."""


class QueryError(JianyanError, ValueError):
    """What is asked of a data set cannot be answered: ask otherwise. 太元 is no city, `selct` no SQL."""


class GoldError(JianyanError):
    """A gold file is not as guidelines section 8 says: stop, since a score over the rest would mislead."""
