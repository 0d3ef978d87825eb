"""Which articles a run reads: those of files, and those of a data set, whose texts are in its tables.

Inputs and a data set come in, chunks go out as the plan makes them. The hard thing is the order: files are read
first, so that 头版.txt with another text supersedes its old article before that is extracted again in vain.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.articles.reader import Found, Source, find, path_of, read, source_of
from pipeline.errors import ArticleError
from pipeline.plan import Chunk, File, Plan
from pipeline.tables import Dataset
from pipeline.tables.texts import texts

# An article of a data set, about: 2,000 characters.
_ARTICLE_BYTES = 6_000

Input = str | os.PathLike[str]
# Whether an article of the data set, by its id, is to be extracted again.
Chosen = Callable[[Plan, str], bool]


@dataclass(frozen=True, slots=True)
class Work:
    """`found` are the files, which rows call by their paths from `folder`, in which the data set lies; `stored` is the
    data set from which the `chosen` articles are taken after them."""

    found: Found
    folder: str
    stored: Dataset | None = None
    chosen: Chosen = Plan.is_stale

    @classmethod
    def of(
        cls,
        out: Dataset,
        inputs: Input | Iterable[Input] = (),
        stored: Dataset | None = None,
        chosen: Chosen = Plan.is_stale,
    ) -> Work:
        """Raises `DatasetError` where there is no data set to take articles from."""
        if stored:
            stored.snapshot()
        found = find([inputs] if isinstance(inputs, str | os.PathLike) else inputs)
        return cls(found, str(out.folder), stored, chosen)

    @classmethod
    def over(cls, stored: Dataset, folder: str) -> Work:
        """All articles of a data set, for another one in which files are called by their paths from `folder`."""
        stored.snapshot()
        return cls(Found(), folder, stored, lambda _, article_id: bool(article_id))

    def chunks(self, plan: Plan) -> Iterator[Chunk]:
        """What there is to do, in the order of the inputs."""
        errors = (path for path in self.found.paths if isinstance(path, ArticleError))
        refused = {source_of(error.source, self.folder) for error in errors}
        plan.forgive({source_of(folder, self.folder) for folder in self.found.folders} - refused)
        yield from plan.chunks(map(self._read, self.found.paths))
        if self.stored:
            yield from plan.chunks(self._files(self.stored, plan), stored=True)

    def size(self, plan: Plan) -> tuple[int, int]:
        """How many files and articles there are, and how many bytes, about, are new; to be asked before `chunks`."""
        new = [
            path
            for path in self.found.paths
            if isinstance(path, Path) and not plan.expects_nothing_of(source_of(path, self.folder))
        ]
        n_stored = sum(self.chosen(plan, key[0]) for key in self.stored.known()) if self.stored else 0
        n_bytes = sum(map(_size, new)) + n_stored * _ARTICLE_BYTES
        return len(self.found.paths) + n_stored, n_bytes

    def _read(self, path: Path | ArticleError) -> File:
        """The articles of a file, or why there are none, under the name that rows have for it."""
        if isinstance(path, ArticleError):
            return (ArticleError(source_of(path.source, self.folder), path.reason, path.message),)
        return read(path, source_of(path, self.folder))

    def _files(self, dataset: Dataset, plan: Plan) -> Iterator[File]:
        """The chosen articles of the data set, as if each were a file."""
        for article_id, source, text in texts(dataset):
            if self.chosen(plan, article_id):
                yield (Source(self._moved(source, str(dataset.folder)), text, len(text.encode())),)

    def _moved(self, source: str, folder: str) -> str:
        """What rows here call a file that those of a data set in another folder call so."""
        return source if folder == self.folder else source_of(path_of(source, folder), self.folder)


def _size(path: Path) -> int:
    """In bytes; 0 for what cannot be asked, which reading will tell."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
