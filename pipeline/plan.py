"""What there is to do: files are read in their order and each article told from those the data set knows.

Files with their articles go in, chunks come out, one for each commit: articles to extract from, sightings and rejects that
need no extraction, and what the commit removes. The hard part is one path with another text (晚报/头版.txt of
yesterday and of today): the old article goes with its last sighting, but not if the same text stands elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from pipeline.articles.reader import Source
from pipeline.errors import ArticleError
from pipeline.rows import Rows, rejected
from pipeline.tables import Known
from schemas import Reject, RejectReason, Sighting, identity

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

    articles: dict[str, Source] = field(default_factory=dict)  # by article_id
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
        self._once_refused = {source for source, _ in known.refused}
        self._forgiven: set[str] = set()  # folders that were refused and can be searched now
        self._failed: dict[str, Reject] = {}  # articles on which a stage failed

    def forgive(self, folders: Iterable[str]) -> None:
        """Of these folders nothing is refused any more."""
        self._forgiven = self._once_refused.intersection(folders)

    def chunks(self, files: Iterable[File], *, stored: bool = False) -> Iterator[Chunk]:
        """The work, in the order of the files; `stored` tells files of the disk from articles of the data set."""
        chunk = Chunk(retries=self._forgiven)
        self._forgiven = set()
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
                if article.source in self._once_refused and (not stored or self._once_failed(article.source)):
                    chunk.retries.add(article.source)
                self._add(article_id, article, chunk)
            if chunk.is_full:
                yield chunk
                chunk = Chunk()
        if chunk.files or chunk.retries:
            yield chunk

    def expects_nothing_of(self, source: str) -> bool:
        """Whether what was last seen there is done: it is, most likely, there still."""
        return any(self._is_done(article_id) for article_id in self._known.articles_at(source))

    def is_stale(self, article_id: str) -> bool:
        """Whether the data set has the article from another pipeline, all that was planned so far being done."""
        return self._stands(article_id) and not self._is_done(article_id)

    def stale(self) -> int:
        """How many articles of the data set are from another pipeline, once all that was planned is done."""
        theirs = {
            key for key, fingerprint in self._known.fingerprints.items() if fingerprint != self._fingerprint
        }
        touched = theirs & (self._planned | self._gone | self._added.keys())
        return len(theirs) - len(touched) + sum(map(self.is_stale, touched))

    def settle(self, rows: Rows, chunk: Chunk) -> Rows:
        """What was extracted from a chunk, without the sightings that the tables have.

        An article that failed keeps the rows of its former fingerprint, and its file the article that it held before.
        """
        articles = {article.article_id for article in rows.articles}
        chunk.replaces &= articles
        failures = {reject.source: reject for reject in rows.rejects if reject.reason is RejectReason.FAILED}
        self._failed |= {
            article_id: failures[article.source]
            for article_id, article in chunk.articles.items()
            if article_id not in articles
        }
        lost = [
            s for s in chunk.sightings if s.article_id in self._failed and not self._is_kept(s.article_id)
        ]
        chunk.unchanged -= len(lost)
        rejects = [*rows.rejects, *chunk.rejects, *map(self._failed_too, lost)]
        unread = {reject.source for reject in rejects if reject.article_id is None}
        self._restore(unread, chunk)
        chunk.retries |= unread & self._once_refused
        new = [s for s in rows.sightings if not self._is_stored(s.article_id, s.source)]
        new += [s for s in chunk.sightings if s not in lost]
        return Rows(rows.articles, tuple(new), rows.speeches, rows.proposals, tuple(rejects))

    def _failed_too(self, sighting: Sighting) -> Reject:
        """The reject of another file with a text on which a stage failed."""
        failure = self._failed[sighting.article_id]
        return rejected(ArticleError(sighting.source, failure.reason, failure.message), self._fingerprint)

    def _restore(self, unread: AbstractSet[str], chunk: Chunk) -> None:
        """Takes back what superseded articles of these files: nothing came in their place."""
        kept = {(article_id, source) for article_id, source in chunk.supersedes if source in unread}
        chunk.supersedes -= kept
        self._taken -= kept
        self._gone -= {article_id for article_id, _ in kept}

    def _add(self, article_id: str, article: Source, chunk: Chunk) -> None:
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
            chunk.articles[article_id] = article
            chunk.n_chars += len(article.text)
        if not self._is_stored(article_id, article.source):
            self._added[article_id].add(article.source)

    def _refuse(self, error: ArticleError, chunk: Chunk) -> None:
        reject = rejected(error, self._fingerprint)
        is_known = reject.reject_id in self._known.rejects  # for the same reason
        if is_known and (error.source, self._fingerprint) in self._known.refused and not self._force:
            chunk.still_unread.append(error)
            return
        if error.source in self._once_refused:
            chunk.retries.add(error.source)
        chunk.rejects.append(reject)

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
        return article_id in self._added or self._is_kept(article_id)

    def _is_kept(self, article_id: str) -> bool:
        """Whether the tables have the article, from whatever pipeline, and keep it."""
        return article_id in self._known.fingerprints and article_id not in self._gone

    def _once_failed(self, source: str) -> bool:
        """Whether a stage has failed on what was read there."""
        return identity.reject_id(None, source, RejectReason.FAILED.value, (), "") in self._known.rejects

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
