"""Gold and predictions as the scorer takes them: plain proposals by article, from folders of JSON or a data set.

Gold is `NAME.json` beside or for `NAME.txt` (guidelines section 8); a data set's rows find their article by the
hash of its text, whatever the file was called. The hard part is to notice what is missing: an article of the
gold that was never read must not pass for one without proposals (晋中's page in another encoding).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.errors import DatasetError, GoldError
from schemas import identity

ARTICLE_FIELDS = ("title", "publisher", "published_on", "script", "place")
_PROPOSAL_FIELDS = (
    "evidence",
    "proposers",
    "stance",
    "province_adcode",
    "city_adcode",
    "county_adcode",
    "themes",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """An article's proposals as somebody judged them, people or the pipeline.

    `article` holds the fields of guidelines section 7, dates as `2024-12-21`; `evidence` of a proposal is a
    list of [start, end) pairs in code points of `text`.
    """

    name: str
    kind: str
    text: str
    article: Mapping[str, Any]
    proposals: Sequence[Mapping[str, Any]]


def read_gold(folder: Path, texts: Path | None = None) -> list[Judged]:
    """The gold of a folder, by name; the texts beside it or in `texts`. Kinds are those of the folder's
    `SOURCES.json` where there is one, else the folder's name. Raises `GoldError` for what is not gold."""
    if not folder.is_dir():
        raise GoldError(f"{folder}: there is no such folder of gold; give one with NAME.json files")
    sources = folder / "SOURCES.json"
    kinds = _json(sources) if sources.exists() else {}
    found = []
    for path in sorted(folder.glob("*.json")):
        content = _json(path)
        if not isinstance(content, dict) or "proposals" not in content:
            continue  # other JSON files in a folder are none
        text = _text(path, content, texts)
        proposals = [_checked(p, text, f"{path}, proposal {i}") for i, p in enumerate(content["proposals"])]
        kind = kinds.get(path.stem, {}).get("kind", folder.name)
        found.append(Judged(path.stem, kind, text, content["article"], proposals))
    if not found:
        raise GoldError(f"{folder}: holds no gold; it is searched for NAME.json files with proposals")
    return found


def read_predicted(predicted: Path, gold: Sequence[Judged]) -> dict[str, Judged | None]:
    """What was predicted for each article of the gold, by its name; null where there is nothing about it.

    `predicted` is a data set (its folder) or a folder of NAME.json files as gold has them.
    """
    if (predicted / "proposals").is_dir():
        return _of_dataset(predicted, gold)
    if not predicted.is_dir() or not any(predicted.glob("*.json")):
        raise DatasetError(
            f"{predicted}: is no data set and no folder of JSON files; give the --out of a run"
        )
    found: dict[str, Judged | None] = {}
    for article in gold:
        path = predicted / f"{article.name}.json"
        if not path.exists():
            found[article.name] = None
            continue
        content = _json(path)
        proposals = [
            _checked(p, article.text, f"{path}, proposal {i}") for i, p in enumerate(content["proposals"])
        ]
        found[article.name] = Judged(
            article.name, article.kind, article.text, content.get("article", {}), proposals
        )
    return found


def as_judged(
    name: str, kind: str, article: Mapping[str, Any], proposals: Iterable[Mapping[str, Any]]
) -> Judged:
    """Rows of the tables (as plain values) in the scorer's form."""
    date = article["published_on"]
    plain = {
        "title": article["title"],
        "publisher": article["publisher"],
        "published_on": date.date().isoformat() if isinstance(date, datetime) else date,
        "script": article["script"],
        "place": article["county_adcode"] or article["city_adcode"] or article["province_adcode"],
    }
    return Judged(name, kind, article["text"], plain, [_as_gold(row) for row in proposals])


def _of_dataset(folder: Path, gold: Sequence[Judged]) -> dict[str, Judged | None]:
    articles = {row["article_id"]: row for row in pq.read_table(folder / "articles").to_pylist()}
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in pq.read_table(folder / "proposals").to_pylist():
        rows.setdefault(row["article_id"], []).append(row)
    found: dict[str, Judged | None] = {}
    for article in gold:
        key = identity.article_id(article.text)
        known = articles.get(key)
        found[article.name] = (
            as_judged(article.name, article.kind, known, rows.get(key, [])) if known else None
        )
    return found


def _as_gold(row: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: row[name] for name in _PROPOSAL_FIELDS}
    plain["evidence"] = [(span["start"], span["end"]) for span in row["evidence"]]
    return plain


def _text(path: Path, content: Mapping[str, Any], texts: Path | None) -> str:
    name = content.get("article", {}).get("file") or f"{path.stem}.txt"
    for place in [texts / name] if texts else [path.parent / name]:
        if place.exists():
            # as guidelines section 8 counts, but for a byte order mark, which the reader drops as well
            with place.open(encoding="utf-8-sig", newline="") as file:
                return file.read()
    where = texts or path.parent
    raise GoldError(f"{path}: its text {name} is not in {where}; name its folder with --texts")


def _checked(proposal: Mapping[str, Any], text: str, where: str) -> Mapping[str, Any]:
    missing = [name for name in _PROPOSAL_FIELDS if name not in proposal]
    if missing:
        raise GoldError(f"{where}: lacks {', '.join(missing)} (guidelines section 1)")
    for start, end in proposal["evidence"]:
        if not 0 <= start < end <= len(text):
            raise GoldError(
                f"{where}: evidence {start} to {end} is outside the text of {len(text)} characters"
            )
    return proposal


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GoldError(f"{path}: is no JSON ({error}); mend or remove it") from error
