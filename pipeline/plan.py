"""What there is to do: files are read in their order and each article told from those the data set knows.

Files with their articles go in, chunks come out, one for each commit: articles to extract from, sightings and rejects that need no
extraction, and what the commit removes. The hard part is one path with another text (晚报/头版.txt of yesterday
and of today): the old article goes with its last sighting, but not if the same text stands elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipeline.articles.reader import Source
from pipeline.assemble import rejected
from pipeline.errors import ArticleError
from pipeline.rows import Rows
from pipeline.tables import Known
from schemas import Sighting, identity

# A chunk is one commit. Larger ones mean fewer files and less overhead, smaller ones that a stopped run loses
# less work and that few articles still divide among workers.
_CHUNK_FILES = 64
_CHUNK_CHARS = 200_000

# What one file holds: articles, or why there is none to read.
File = Iterable[Source | ArticleError]


@dataclass(slots=True)
class Chunk:
    """What one commit will hold, and what it removes (as `Writer.commit` takes it)."""

    articles: list[Source] = field(default_factory=list)
    ready: Rows = field(default_factory=Rows)
    replaces: set[str] = field(default_factory=set)
    supersedes: set[tuple[str, str]] = field(default_factory=set)
    retries: set[str] = field(default_factory=set)
    unchanged: int = 0
    still_unread: list[ArticleError] = field(default_factory=list)
    files: int = 0
    n_chars: int = 0
    seen_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def is_full(self) -> bool:
        return self.files >= _CHUNK_FILES or self.n_chars >= _CHUNK_CHARS

    def sees(self, article_id: str) -> bool:
        """Whether the chunk adds a sighting of an article that is known."""
        return any(sighting.article_id == article_id for sighting in self.ready.sightings)


class Plan:
    """Decides for each article what is to be done. `force` does again what is done."""

    def __init__(self, fingerprint: str, known: Known, *, force: bool = False) -> None:
        self._fingerprint = fingerprint
        self._known = known
        self._force = force
        self._done = set() if force else set(known.keys)
        self._stored = set(known.sightings)  # sightings in the tables, less what this run takes away
        self._seen: dict[str, set[str]] = defaultdict(
            set
        )  # the sources of each article that is or will be there
        for article_id, source in known.sightings:
            self._seen[article_id].add(source)
        self._refused = set(known.refused)
        self._once_refused = {source for source, _ in known.refused}

    def chunks(self, files: Iterable[File]) -> Iterator[Chunk]:
        """The work, in the order of the files."""
        chunk = Chunk()
        for file in files:
            chunk.files += 1
            for article in file:
                if isinstance(article, ArticleError):
                    self._refuse(article, chunk)
                    continue
                article_id = identity.article_id(article.text)
                superseded = self._superseded(article_id, article.source)
                if any(chunk.sees(old) for old, _ in superseded):  # the tables must hold that sighting first
                    chunk.files -= 1
                    yield chunk
                    chunk = Chunk(files=1)
                self._supersede(superseded, chunk)
                self._add(article_id, article, chunk)
            if chunk.is_full:
                yield chunk
                chunk = Chunk()
        if chunk.files:
            yield chunk

    def is_stale(self, article_id: str) -> bool:
        """Whether the data set has the article from another pipeline, all that was planned so far being done."""
        return bool(self._seen[article_id]) and (article_id, self._fingerprint) not in self._done

    def stale(self) -> int:
        """How many articles of the data set are from another pipeline, once all that was planned is done."""
        return sum(
            self.is_stale(article_id)
            for article_id, fingerprint in self._known.fingerprints.items()
            if fingerprint != self._fingerprint
        )

    def settle(self, rows: Rows, chunk: Chunk) -> Rows:
        """What was extracted from a chunk, without the sightings that the tables have.

        An article that failed keeps the rows of its former fingerprint.
        """
        articles = {article.article_id for article in rows.articles}
        chunk.replaces &= articles
        chunk.retries |= {reject.source for reject in rows.rejects} & self._once_refused
        new = tuple(s for s in rows.sightings if (s.article_id, s.source) not in self._stored)
        return Rows(rows.articles, new, rows.speeches, rows.proposals, rows.rejects) + chunk.ready

    def _add(self, article_id: str, article: Source, chunk: Chunk) -> None:
        if article.source in self._once_refused:
            chunk.retries.add(article.source)
        key = (article_id, self._fingerprint)
        if key not in self._done:
            self._done.add(key)
            if self._seen[article_id]:
                chunk.replaces.add(article_id)
            chunk.articles.append(article)
            chunk.n_chars += len(article.text)
        else:
            chunk.unchanged += 1
            if article.source not in self._seen[article_id]:
                sighting = Sighting(article_id=article_id, source=article.source, seen_at=chunk.seen_at)
                chunk.ready += Rows(sightings=(sighting,))
        self._seen[article_id].add(article.source)

    def _refuse(self, error: ArticleError, chunk: Chunk) -> None:
        if (error.source, self._fingerprint) in self._refused and not self._force:
            chunk.still_unread.append(error)
            return
        if error.source in self._once_refused:
            chunk.retries.add(error.source)
        self._refused.add((error.source, self._fingerprint))
        chunk.ready += Rows(rejects=(rejected(error, self._fingerprint),))

    def _superseded(self, article_id: str, source: str) -> set[tuple[str, str]]:
        """Sightings from before this run of another text in the same place."""
        old = {(known, source) for known in self._known.articles_at(source) if known != article_id}
        return old & self._stored

    def _supersede(self, gone: set[tuple[str, str]], chunk: Chunk) -> None:
        """Forget them; an article with no sighting left is to be done again where it turns up."""
        chunk.supersedes |= gone
        self._stored -= gone
        for article_id, source in gone:
            self._seen[article_id].discard(source)
            if not self._seen[article_id]:
                self._done.discard((article_id, self._fingerprint))
