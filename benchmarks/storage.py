"""The data set's own times: what a rerun asks, what ten articles more cost, what filters over a million rows cost.

Comes in: how many articles, with ten proposals each; goes out: a Markdown table on standard output. The articles
are made up, each of words of its own, so that reprints are looked for and not found. Run as
`python benchmarks/storage.py --articles 100000`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from pipeline.tables import Dataset, open_dataset
from schemas import Category, Level, Stance, Theme

_PER_ARTICLE, BATCH = 10, 4000
_PLACES = (
    ("140000", "140100", "山西省", "太原市"),
    ("140000", "140400", "山西省", "长治市"),
    ("510000", "510100", "四川省", "成都市"),
)
_TOPICS = ("停车泊位", "飞线充电", "老旧小区", "养老服务", "职业教育", "人工智能", "乡村振兴", "文化旅游")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=100_000)
    n_articles = parser.parse_args(arguments).articles
    work = Path(tempfile.mkdtemp(prefix="jianyan-storage-"))
    try:
        _report(work, n_articles)
    finally:
        shutil.rmtree(work)


def _report(work: Path, n_articles: int) -> None:
    rows = MadeUp()
    dataset = Dataset.open(work / "data")
    with dataset.writer() as writer:
        for start in range(0, n_articles, BATCH):
            writer.commit(rows.batch(start, min(BATCH, n_articles - start)))
    print(f"| {n_articles:,} articles, {n_articles * _PER_ARTICLE:,} proposals | s | CPU s |\n|---|---|---|")
    _told("open for writing: lock, check of all parts, keys", lambda: _ten(dataset, None))
    _told("10 articles to an empty data set", lambda: _ten(Dataset.open(work / "empty"), rows.batch(0, 10)))
    before = written(dataset.layout.root)
    _told("10 articles to these", lambda: _ten(dataset, rows.batch(n_articles, 10)))
    if not before.items() <= written(dataset.layout.root).items():
        sys.exit("files of other articles were touched")
    tables = open_dataset(work / "data")
    _told("reprints, found for the first time", tables.articles)
    tables.proposals(limit=1)
    for name, query in _queries(tables):
        _told(name, query, times=5)
    _ten(dataset, rows.batch(n_articles + 10, 10))
    tables.refresh()
    _told("reprints among 10 articles more", lambda: tables.sql("select count(*) from article_reprints"))


def _queries(tables: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    yield (
        "sql: proposals by city and theme",
        lambda: tables.sql("select city, theme, count(*) from proposals group by all"),
    )
    yield (
        "sql: each once, by month",
        lambda: tables.sql(
            "select date_trunc('month', published_on) m, count(*) from proposals_once group by m"
        ),
    )
    yield (
        "sql: one city's recommendations",
        lambda: tables.sql("select proposer, recommendation from proposals where city = '太原市'"),
    )
    for name, asked in {
        "city and theme": {"city": "太原", "theme": "transport"},
        "province and category": {"city": "Shanxi", "category": "expert", "theme": "教育"},
        "level, first 1,000": {"level": "county", "limit": 1000},
        "stance and confidence": {"stance": "commitment", "min_confidence": 0.99},
        "a week": {"since": "2024-05-01", "until": "2024-05-07"},
    }.items():
        yield f"query: {name}", lambda asked=asked: tables.proposals(**asked)
    five = ["proposer", "role", "city", "theme", "recommendation"]
    yield (
        "query: city and theme, five columns",
        lambda: tables.proposals(city="太原", theme="transport", columns=five),
    )
    yield "search: 停车 泊位, best 100", lambda: tables.search("停车 泊位")


def _told(name: str, job: Callable[[], Any], times: int = 1) -> None:
    """The median of so many times, and the processors' time, which other work on the machine changes less."""
    taken = []
    for _ in range(times):
        began, worked = perf_counter(), process_time()
        job()
        taken.append((perf_counter() - began, process_time() - worked))
    elapsed, worked = sorted(taken)[times // 2]
    print(f"| {name} | {elapsed:.3f} | {worked:.3f} |", flush=True)


def _ten(dataset: Dataset, batch: Any) -> None:
    with dataset.writer() as writer:
        writer.known()
        if batch:
            writer.commit(batch)


def written(root: Path) -> dict[Path, tuple[int, int]]:
    """Each part file with what tells whether it was written again: its inode and the time of its last change."""
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in root.glob("*/*.parquet")}


class MadeUp:
    """Made up rows; as plain rows, since a million models take minutes."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(1)
        self._choices = {codes: [code.value for code in codes] for codes in (Category, Level, Stance)}
        self._themes = list(Theme)

    def batch(self, start: int, n_articles: int) -> dict[str, list[dict[str, Any]]]:
        articles = [self._article(number) for number in range(start, start + n_articles)]
        return {
            "articles": articles,
            "sightings": [
                {
                    "article_id": row["article_id"],
                    "source": f"{row['article_id']}.txt",
                    "seen_at": datetime.now(UTC),
                }
                for row in articles
            ],
            "proposals": [self._proposal(row, at) for row in articles for at in range(_PER_ARTICLE)],
        }

    def _article(self, number: int) -> dict[str, Any]:
        codes = self._random.integers(0x4E00, 0x8E00, int(self._random.integers(300, 3000)))
        text = codes.astype(np.uint32).tobytes().decode("utf-32-le")
        nulls = dict.fromkeys(
            ("province_adcode", "city_adcode", "county_adcode", "province", "city", "county")
        )
        return {
            **nulls,
            "article_id": f"{number:032x}",
            "content_key": f"{number:032x}",
            "title": f"第{number}次会议",
            "publisher": "太原晚报",
            "published_on": datetime(2024, 1, 1) + timedelta(days=int(self._random.integers(0, 700))),
            "script": "hans",
            "text": text,
            "n_chars": len(text),
            "fingerprint": "v1",
        }

    def _proposal(self, article: dict[str, Any], at: int) -> dict[str, Any]:
        pick = self._random.integers
        number = int(article["article_id"], 16)
        theme = self._themes[pick(len(self._themes))]
        province_adcode, city_adcode, province, city = _PLACES[pick(len(_PLACES))]
        words = f"加快建设第{number % 5000}号{_TOPICS[pick(len(_TOPICS))]}示范项目，完善{_TOPICS[pick(len(_TOPICS))]}配套设施"
        who = {
            "name": "王鹏",
            "kind": "person",
            "role": "市政协委员",
            "posts": [{"organization": "市政协", "post": "委员", "level": self._code(Level)}],
            "category": self._code(Category),
            "name_span": None,
            "role_span": None,
        }
        return {
            "proposal_id": f"{number * _PER_ARTICLE + at:032x}",
            "proposal_key": f"{number * _PER_ARTICLE + at:032x}",
            "article_id": article["article_id"],
            "speech_id": article["article_id"],
            "source": f"{article['article_id']}.txt",
            **{name: article[name] for name in ("title", "publisher", "published_on")},
            "proposer": "王鹏",
            "role": "市政协委员",
            "city": city,
            "theme": theme.label,
            "recommendation": words,
            "proposers": [who],
            "evidence": [{"start": at * 25, "end": at * 25 + len(words)}],
            "stance": self._code(Stance),
            "quote": "indirect",
            "province_adcode": province_adcode,
            "city_adcode": city_adcode,
            "county_adcode": None,
            "province": province,
            "county": None,
            "place_basis": "article",
            "place_span": None,
            "themes": [theme.value],
            "theme_terms": [],
            "cap_topic": theme.cap_topic,
            "cue": "建议",
            "rule": "sentence",
            "confidence": float(self._random.random()),
        }

    def _code(self, codes: Any) -> str:
        return self._choices[codes][self._random.integers(len(self._choices[codes]))]


if __name__ == "__main__":
    main(sys.argv[1:])
