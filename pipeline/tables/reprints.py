"""Which articles and proposals repeat others, computed when the data set is read.

A snapshot of the tables comes in, two tables (id, reprint_of) go out: the first printing is the earliest by
its own date, then by when it was seen. The hard thing is the proposal: 加强领导 by 委员 in Taiyuan and in
Chengdu is no reprint, the same words by 王鹏 are; so equal keys tie where a name stands, or where the articles
are reprints themselves, and there a slightly edited wording ties too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.tables import disk, near, parts
from pipeline.tables.dataset import Dataset
from pipeline.tables.near import Clusters, Signature
from pipeline.tables.snapshot import Snapshot
from schemas.identity import canonical

# A reworded proposal keeps more than half of its pairs of characters; two of one list share a third at most.
_SAME_WORDING = 0.5
# 新增泊位500个 and 新增泊位800个 are two proposals.
_NUMBER = re.compile(r"\d+")
_REPRINTS = pa.schema([("kind", pa.string()), ("id", pa.string()), ("reprint_of", pa.string())])
_SIGNATURES = pa.schema([("content_key", pa.string()), ("signature", pa.binary())])


@dataclass(frozen=True, slots=True)
class Reprints:
    """`articles` (article_id, reprint_of) and `proposals` (proposal_id, reprint_of); first printings are absent."""

    articles: pa.Table
    proposals: pa.Table


def load(dataset: Dataset, snapshot: Snapshot) -> Reprints:
    """The reprints of this snapshot, from the cache where they have been found before."""
    path = dataset.layout.cache / f"reprints-{snapshot.version}.parquet"
    if path.exists():
        found = pq.read_table(path)
    else:
        found = _find(dataset, snapshot)
        _keep(path, found, "reprints-*.parquet")
    articles, proposals = (
        found.filter(pc.equal(found["kind"], kind))
        .drop_columns("kind")
        .rename_columns([f"{kind}_id", "reprint_of"])
        for kind in ("article", "proposal")
    )
    return Reprints(articles, proposals)


def _find(dataset: Dataset, snapshot: Snapshot) -> pa.Table:
    ranks, keys = _articles(dataset, snapshot)
    clusters = _same_words(keys)
    signatures = _signatures(dataset, snapshot, set(keys.values()))
    of_key = {key: article for article, key in keys.items()}
    pairs = list(near.candidates(signatures))
    doubtful = {key for *pair, sure in pairs if not sure for key in pair}
    found = _pieces(dataset, snapshot, doubtful)
    for first, second, sure in pairs:
        if sure or near.overlap(found[first], found[second]) >= near.SAME:
            clusters.join(of_key[first], of_key[second])
    articles = _repeats(clusters, ranks)
    proposals = _proposals(dataset, snapshot, clusters, ranks)
    rows = [("article", *pair) for pair in articles] + [("proposal", *pair) for pair in proposals]
    return pa.Table.from_pylist(
        [dict(zip(_REPRINTS.names, row, strict=True)) for row in rows], schema=_REPRINTS
    )


def _articles(dataset: Dataset, snapshot: Snapshot) -> tuple[dict[str, Any], dict[str, str]]:
    """Each article's place in time, and its content_key."""
    seen: dict[str, datetime] = {}
    for article, at in _rows(dataset, snapshot, "sightings", "article_id", "seen_at"):
        seen[article] = min(at, seen.get(article, at))
    ranks, keys = {}, {}
    for article, key, on in _rows(dataset, snapshot, "articles", "article_id", "content_key", "published_on"):
        first_seen = seen[article].timestamp() if article in seen else float("inf")
        ranks[article] = (on or datetime.max, first_seen, article)  # noqa: DTZ901 (the tables' dates have no zone)
        keys[article] = key
    return ranks, keys


def _same_words(keys: Mapping[str, str]) -> Clusters:
    clusters = Clusters()
    of_key: dict[str, str] = {}
    for article, key in keys.items():
        clusters.join(of_key.setdefault(key, article), article)
    return clusters


def _repeats(clusters: Clusters, ranks: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each member of a cluster but the first, with the first."""
    for group in clusters.groups(sorted(ranks, key=ranks.__getitem__)):
        for member in group[1:]:
            yield member, group[0]


def _signatures(dataset: Dataset, snapshot: Snapshot, wanted: set[str]) -> dict[str, Signature]:
    """The MinHash signature of each text, those of former readings from the cache."""
    path = dataset.layout.cache / f"signatures-{near.VERSION}.parquet"
    cached = pq.read_table(path) if path.exists() else _SIGNATURES.empty_table()
    known = {
        key: np.frombuffer(values, dtype=np.uint32)
        for key, values in zip(
            cached["content_key"].to_pylist(), cached["signature"].to_pylist(), strict=True
        )
        if key in wanted
    }
    missing = wanted - known.keys()
    if missing:
        for key, text in _texts(dataset, snapshot, missing):
            known[key] = near.signature(near.pieces(canonical(text)))
        values = [signature.tobytes() for signature in known.values()]
        _keep(path, pa.table([list(known), values], schema=_SIGNATURES), "signatures-*.parquet")
    return known


def _pieces(dataset: Dataset, snapshot: Snapshot, wanted: set[str]) -> dict[str, near.Pieces]:
    return {key: near.pieces(canonical(text)) for key, text in _texts(dataset, snapshot, wanted)}


def _texts(dataset: Dataset, snapshot: Snapshot, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """(content_key, text) of one article for each key, a part in memory at a time."""
    left = set(wanted)
    for path in snapshot.files["articles"] if left else ():
        table = parts.read(path, dataset.schemas["articles"], ("content_key", "text"))
        for key, text in zip(table["content_key"].to_pylist(), table["text"], strict=True):
            if key in left:
                left.remove(key)
                yield key, text.as_py()


def _proposals(
    dataset: Dataset, snapshot: Snapshot, clusters: Clusters, ranks: Mapping[str, Any]
) -> Iterable[tuple[str, str]]:
    """Proposals that repeat an earlier one, with it."""
    keys = pa.chunked_array(
        chunk
        for path in snapshot.files["proposals"]
        for chunk in parts.read(path, dataset.schemas["proposals"], ("proposal_key",))["proposal_key"].chunks
    )
    counts = (
        pc.value_counts(keys)
        if len(keys)
        else pa.array([], pa.struct([("values", pa.string()), ("counts", pa.int64())]))
    )
    several = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    reprinted = [article for group in clusters.groups(list(ranks)) for article in group]
    columns = ("proposal_id", "proposal_key", "article_id", "recommendation", "proposers", "evidence")
    rows: list[dict[str, Any]] = []
    for path in snapshot.files["proposals"]:
        table = parts.read(path, dataset.schemas["proposals"], columns)
        repeated = pc.is_in(table["proposal_key"], value_set=several)
        in_reprint = pc.is_in(table["article_id"], value_set=pa.array(reprinted, pa.string()))
        rows += table.filter(pc.or_(repeated, in_reprint)).to_pylist()
    return _tied(rows, clusters, ranks)


def _tied(
    rows: Sequence[Mapping[str, Any]], clusters: Clusters, ranks: Mapping[str, Any]
) -> Iterable[tuple[str, str]]:
    same = Clusters()
    by_key: dict[Any, str] = {}
    by_speaker: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        names = tuple(sorted(person["name"] for person in row["proposers"] if person["name"]))
        root = clusters.root(row["article_id"])
        key = (row["proposal_key"], None if names else root)
        same.join(by_key.setdefault(key, row["proposal_id"]), row["proposal_id"])
        by_speaker[root, names].append(row)
    for group in by_speaker.values():
        if len({row["article_id"] for row in group}) > 1:
            _tie_reworded(group, same)
    places = {
        row["proposal_id"]: (ranks[row["article_id"]], row["evidence"][0]["start"], row["proposal_id"])
        for row in rows
    }
    return _repeats(same, places)


def _tie_reworded(rows: Iterable[Mapping[str, Any]], same: Clusters) -> None:
    """Ties each proposal of one cluster and speaker to the first of another article that is worded alike."""
    firsts: list[tuple[Mapping[str, Any], frozenset[str]]] = []
    for row in rows:
        text = row["recommendation"]
        pairs = frozenset(text[at : at + 2] for at in range(len(text) - 1))
        for first, others in firsts:
            alike = len(pairs & others) >= _SAME_WORDING * len(pairs | others)
            alike = alike and _NUMBER.findall(text) == _NUMBER.findall(first["recommendation"])
            if alike and first["article_id"] != row["article_id"]:
                same.join(first["proposal_id"], row["proposal_id"])
                break
        else:
            firsts.append((row, pairs))


def _rows(dataset: Dataset, snapshot: Snapshot, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    for path in snapshot.files[table]:
        found = parts.read(path, dataset.schemas[table], columns)
        yield from zip(*(column.to_pylist() for column in found.columns), strict=True)


def _keep(path: Path, table: pa.Table, siblings: str) -> None:
    """Puts the table in the cache, in place of earlier ones; a folder that cannot be written has no cache."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.replace(path, parts.encode(table).to_pybytes())
        for old in path.parent.glob(siblings):
            if old != path:
                old.unlink(missing_ok=True)
