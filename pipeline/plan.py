"""What there is to do: files are read in their order and each article told from those the data set knows.

Files with their articles go in, chunks come out, one for each commit: articles to extract from, sightings and rejects that
need no extraction, and what the commit removes. The hard part is one path with another text (晚报/头版.txt of
yesterday and of today): the old article goes with its last sighting, but not if the same text stands elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from pipeline.articles.reader import Source
from pipeline.errors import ArticleError
from pipeline.rows import Rows, rejected
from pipeline.tables import Known
from schemas import Reject, Sighting, identity

# A chunk is one commit. Larger ones mean fewer files and less overhead, smaller ones that a stopped run loses
# less work and that few articles still divide among workers. Files that hold nothing new cost next to nothing.
_CHUNK_ARTICLES = 64
_CHUNK_CHARS = 200_000
_CHUNK_FILES = 2_000

# What one file holds: articles, or why there is none to read.
File = Iterable[Source | ArticleError]


@dataclass(slots=True)
class Chunk:
    """What one commit will hold, and what it removes (as `Writer.commit` takes it)."""

    articles: list[Source] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)  # of articles that are known
    rejects: list[Reject] = field(default_factory=list)  # of files that cannot be read
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
        return (
            len(self.articles) >= _CHUNK_ARTICLES
            or self.n_chars >= _CHUNK_CHARS
            or self.files >= _CHUNK_FILES
        )

    def sees(self, article_id: str) -> bool:
        """Whether the chunk adds a sighting of an article that is known."""
        return any(sighting.article_id == article_id for sighting in self.sightings)


class Plan:
    """Decides for each article what is to be done. `force` does again what is done."""

    def __init__(self, fingerprint: str, known: Known, *, force: bool = False) -> None:
        self._fingerprint = fingerprint
        self._known = known
        self._force = force
        self._planned: set[str] = set()  # articles that this run extracts from
        self._added: dict[str, set[str]] = defaultdict(set)  # the new sources of each article
        self._taken: set[tuple[str, str]] = set()  # sightings of the tables that this run takes away
        self._gone: set[str] = set()  # articles that lost their last sighting so
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

    def expects_nothing_of(self, source: str) -> bool:
        """Whether what was last seen there is done: it is, most likely, there still."""
        return any(self._is_done(article_id) for article_id in self._known.articles_at(source))

    def is_stale(self, article_id: str) -> bool:
        """Whether the data set has the article from another pipeline, all that was planned so far being done."""
        return self._stands(article_id) and not self._is_done(article_id)

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
        new = [s for s in rows.sightings if not self._is_stored(s.article_id, s.source)]
        return Rows(
            rows.articles,
            (*new, *chunk.sightings),
            rows.speeches,
            rows.proposals,
            (*rows.rejects, *chunk.rejects),
        )

    def _add(self, article_id: str, article: Source, chunk: Chunk) -> None:
        if article.source in self._once_refused:
            chunk.retries.add(article.source)
        if self._is_done(article_id):
            chunk.unchanged += 1
            if not self._is_seen(article_id, article.source):
                chunk.sightings.append(
                    Sighting(article_id=article_id, source=article.source, seen_at=chunk.seen_at)
                )
        else:
            self._planned.add(article_id)
            if self._stands(article_id):
                chunk.replaces.add(article_id)
            chunk.articles.append(article)
            chunk.n_chars += len(article.text)
        if not self._is_stored(article_id, article.source):
            self._added[article_id].add(article.source)

    def _refuse(self, error: ArticleError, chunk: Chunk) -> None:
        if (error.source, self._fingerprint) in self._refused and not self._force:
            chunk.still_unread.append(error)
            return
        if error.source in self._once_refused:
            chunk.retries.add(error.source)
        self._refused.add((error.source, self._fingerprint))
        chunk.rejects.append(rejected(error, self._fingerprint))

    def _superseded(self, article_id: str, source: str) -> set[tuple[str, str]]:
        """Sightings from before this run of another text in the same place."""
        others = (known for known in self._known.articles_at(source) if known != article_id)
        return {(known, source) for known in others if self._is_stored(known, source)}

    def _supersede(self, gone: set[tuple[str, str]], chunk: Chunk) -> None:
        """Forget them; an article with no sighting left is to be done again where it turns up."""
        chunk.supersedes |= gone
        self._taken |= gone
        for article_id, _ in gone:
            left = (self._is_stored(article_id, source) for source in self._sources[article_id])
            if article_id not in self._added and not any(left):
                self._gone.add(article_id)

    def _is_done(self, article_id: str) -> bool:
        """Whether the present pipeline's rows of the article are in the tables, or will be."""
        if article_id in self._planned:
            return True
        stored = self._known.fingerprints.get(article_id) == self._fingerprint
        return stored and not self._force and article_id not in self._gone

    def _stands(self, article_id: str) -> bool:
        """Whether the article is in the tables or comes there, from whatever pipeline."""
        if article_id in self._added:
            return True
        return article_id in self._known.fingerprints and article_id not in self._gone

    def _is_stored(self, article_id: str, source: str) -> bool:
        """Whether the tables have that sighting and keep it."""
        sighting = (article_id, source)
        return sighting in self._known.sightings and sighting not in self._taken

    def _is_seen(self, article_id: str, source: str) -> bool:
        return self._is_stored(article_id, source) or source in self._added.get(article_id, ())

    @cached_property
    def _sources(self) -> Mapping[str, set[str]]:
        """Where the tables have each article from; asked for only where a file has changed."""
        found: dict[str, set[str]] = defaultdict(set)
        for article_id, source in self._known.sightings:
            found[article_id].add(source)
        return found
