"""Which articles and proposals repeat others, computed when the data set is read.

A snapshot of the tables comes in, two tables (id, reprint_of) go out: the first printing is the earliest by
its own date, then by when it was seen. The hard thing is the proposal: 加强领导 by 委员 in Taiyuan and in
Chengdu is no reprint, the same words by 王鹏 are, unless they state two places; so equal keys tie where a name
stands, or where the articles are reprints themselves, and there a slightly edited wording ties too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import DatasetError
from pipeline.tables import disk, near, parts, wording
from pipeline.tables.dataset import Dataset
from pipeline.tables.near import Clusters, Signature
from pipeline.tables.snapshot import Snapshot
from schemas import PlaceBasis, Theme
from schemas.identity import canonical

# What two rows may both state of a proposal; the place of the article alone is the newspaper's as often.
_PLACE = ("province_adcode", "city_adcode", "county_adcode")
_REPRINTS = pa.schema([("kind", pa.string()), ("id", pa.string()), ("reprint_of", pa.string())])
_SIGNATURES = pa.schema([("content_key", pa.string()), ("signature", pa.binary())])


@dataclass(frozen=True, slots=True)
class Reprints:
    """`articles` (article_id, reprint_of) and `proposals` (proposal_id, reprint_of); first printings are absent."""

    articles: pa.Table
    proposals: pa.Table


def load(dataset: Dataset, snapshot: Snapshot) -> Reprints:
    """The reprints of this snapshot, from the cache where they have been found before."""
    path = dataset.layout.cache / f"reprints-{snapshot.version}-{_rules()}.parquet"
    found = _kept(path, _REPRINTS)
    if found is None:
        found = _find(dataset, snapshot)
        _keep(path, found, "reprints-*.parquet")
    articles, proposals = (
        found.filter(pc.equal(found["kind"], kind))
        .drop_columns("kind")
        .rename_columns([f"{kind}_id", "reprint_of"])
        for kind in ("article", "proposal")
    )
    return Reprints(articles, proposals)


@cache
def _rules() -> str:
    """Names what decides the reprints: what another version of this project or its libraries has found counts no more."""
    whole = blake2b(digest_size=6)
    for file in ("near.py", "reprints.py", "wording.py", "light_words.tsv"):
        whole.update((files("pipeline.tables") / file).read_bytes())
    whole.update((files("schemas") / "identity.py").read_bytes())
    whole.update(repr([version(library) for library in ("datasketch", "opencc", "rjieba")]).encode())
    return whole.hexdigest()


def _find(dataset: Dataset, snapshot: Snapshot) -> pa.Table:
    ranks, keys = _articles(dataset, snapshot)
    clusters = _same_words(keys)
    signatures = _signatures(dataset, snapshot, set(keys.values()))
    of_key = {key: article for article, key in keys.items()}
    pairs = list(near.candidates(signatures))
    doubtful = {key for *pair, sure in pairs if not sure for key in pair}
    found = {key: near.words(text, title) for key, text, title in _texts(dataset, snapshot, doubtful)}
    for first, second, sure in pairs:
        if sure or near.same(found[first], found[second]):
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
    path = dataset.layout.cache / f"signatures-{_rules()}.parquet"
    cached = _kept(path, _SIGNATURES)
    if cached is None:
        cached = _SIGNATURES.empty_table()
    known = {
        key: np.frombuffer(values, dtype=np.uint32)
        for key, values in zip(
            cached["content_key"].to_pylist(), cached["signature"].to_pylist(), strict=True
        )
        if key in wanted
    }
    missing = wanted - known.keys()
    if missing:
        for key, text, _ in _texts(dataset, snapshot, missing):
            known[key] = near.signature(near.pieces(canonical(text)))
        values = [signature.tobytes() for signature in known.values()]
        _keep(path, pa.table([list(known), values], schema=_SIGNATURES), "signatures-*.parquet")
    return known


def _texts(dataset: Dataset, snapshot: Snapshot, wanted: set[str]) -> Iterator[tuple[str, str, str | None]]:
    """(content_key, text, title) of one article for each key, a part in memory at a time."""
    left = set(wanted)
    schema = dataset.schemas["articles"]
    for path in snapshot.files["articles"] if left else ():
        if left.isdisjoint(parts.read(path, schema, ("content_key",))["content_key"].to_pylist()):
            continue  # ten new articles stand in one part: the texts of 100,000 others take seconds to read
        table = parts.read(path, schema, ("content_key", "text", "title"))
        keys = table["content_key"].to_pylist()
        for key, text, title in zip(keys, table["text"], table["title"], strict=True):
            if key in left:
                left.remove(key)
                yield key, text.as_py(), title.as_py()


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
    columns = (
        *("proposal_id", "proposal_key", "article_id", "recommendation", "proposers", "evidence"),
        *(*_PLACE, "place_basis", "themes"),
    )
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
    in_reprints: dict[Any, str] = {}
    named: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    by_speaker: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        names = tuple(sorted(person["name"] for person in row["proposers"] if person["name"]))
        root = clusters.root(row["article_id"])
        if names:  # of a reprinted article's printings the one that states most stands for all
            named[row["proposal_key"]][root].append(row)
        same.join(in_reprints.setdefault((row["proposal_key"], root), row["proposal_id"]), row["proposal_id"])
        by_speaker[root, names].append(row)
    for printings in named.values():
        _tie_alike([min(group, key=_unstated) for group in printings.values()], same, _one_place)
    for group in by_speaker.values():
        if len({row["article_id"] for row in group}) > 1:
            _tie_alike(group, same, _reworded)
    places = {
        row["proposal_id"]: (ranks[row["article_id"]], row["evidence"][0]["start"], row["proposal_id"])
        for row in rows
    }
    return _repeats(same, places)


def _tie_alike(
    rows: Iterable[Mapping[str, Any]],
    same: Clusters,
    alike: Callable[[Mapping[str, Any], Mapping[str, Any]], bool],
) -> None:
    """Ties each proposal to the first one that it is like, those that state most first.

    A proposal that states no place so joins one that does, and never ties two places to each other.
    """
    firsts: list[Mapping[str, Any]] = []
    for row in sorted(rows, key=_unstated):
        first = next((first for first in firsts if alike(first, row)), None)
        if first is None:
            firsts.append(row)
        else:
            same.join(first["proposal_id"], row["proposal_id"])


def _reworded(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    return (
        first["article_id"] != second["article_id"]
        and _one_place(first, second)
        and _one_theme(first, second)
        and wording.alike(wording.content(first["recommendation"]), wording.content(second["recommendation"]))
    )


def _one_place(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether no place that both state differs: 晋源区 is none of 小店区, and may be of 太原市."""
    return all(
        one == other or not one or not other for one, other in zip(_place(first), _place(second), strict=True)
    )


def _one_theme(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    main = {row["themes"][0] for row in (first, second)} - {Theme.OTHER.value}
    return len(main) < 2


def _place(row: Mapping[str, Any]) -> tuple[str | None, ...]:
    stated = row["place_basis"] != PlaceBasis.ARTICLE.value
    return tuple(row[level] if stated else None for level in _PLACE)


def _unstated(row: Mapping[str, Any]) -> int:
    return sum(code is None for code in _place(row))


def _rows(dataset: Dataset, snapshot: Snapshot, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    for path in snapshot.files[table]:
        found = parts.read(path, dataset.schemas[table], columns)
        yield from zip(*(column.to_pylist() for column in found.columns), strict=True)


def _kept(path: Path, schema: pa.Schema) -> pa.Table | None:
    """The table in the cache; null where there is none that can be read."""
    try:
        return parts.read(path, schema) if path.exists() else None
    except (DatasetError, OSError):
        return None


def _keep(path: Path, table: pa.Table, siblings: str) -> None:
    """Puts the table in the cache, in place of earlier ones; a folder that cannot be written has no cache."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.replace(path, parts.encode(table).to_pybytes())
        for old in path.parent.glob(siblings):
            if old != path:
                old.unlink(missing_ok=True)
