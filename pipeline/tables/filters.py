"""Which proposals somebody asks for, as SQL over the proposals view.

City, theme, role and date come in as people write them; a condition and its parameters go out. The hard thing
is a place: `太原`, `太原市`, `140100` are one city; `山西`, `Shanxi`, `140000` a whole province with all its
cities, and `吉林` is both a province and a city, so that the whole province is meant unless 吉林市 is said.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.errors import QueryError
from schemas import Category, Level, Stance, Theme
from schemas.codes import Code

_LISTED = 5  # places that are named where none is near
_ADCODE = re.compile(r"[1-9]\d{5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is null is not asked for; all that is given must hold.

    `city`: a province, city or county by name, with or without 市, by GB/T 2260 code, a province also in pinyin.
    `province`: only a province, where 吉林 is none of its cities.
    `theme`: code or Chinese label of the main theme. `category`, `level`, `stance`: code or label; of any of
    the proposers. `proposer`: part of a name. `since`, `until`: days, both included, of publication.
    `min_confidence`: from 0 to 1. `article`: an article_id.
    """

    city: str | None = None
    province: str | None = None
    theme: str | None = None
    category: str | None = None
    level: str | None = None
    stance: str | None = None
    proposer: str | None = None
    since: date | str | None = None
    until: date | str | None = None
    min_confidence: float | None = None
    article: str | None = None

    def condition(self) -> tuple[str, list[Any]]:
        """SQL over the columns of `proposals`, and its parameters. Raises `QueryError` for an unknown code."""
        conditions, parameters = ["true"], []
        for field in fields(self):
            asked = getattr(self, field.name)
            if asked is not None:
                sql, values = _CONDITIONS[field.name](asked)
                conditions.append(sql)
                parameters += values
        return " and ".join(conditions), parameters

    def refuse_unknown_places(self, places: Sequence[tuple[str | None, ...]]) -> None:
        """Raises `QueryError` for a place that is none of `places` and no province, with names that are near.

        `places` are the data set's own, the commonest first: province, city and county with their codes.
        """
        codes = {code: name for row in places for code, name in zip(row[3:], row[:3], strict=True) if code}
        provinces = {code: name for code, name in codes.items() if code.endswith("0000")}
        if self.province is not None:
            _refuse_unknown(self.province, provinces, "province")
        if self.city is not None:
            _refuse_unknown(self.city, codes, "place")


def _place(asked: str) -> tuple[str, list[Any]]:
    name = _provinces().get(asked.lower(), asked)
    if _ADCODE.fullmatch(name):
        return "? in (province_adcode, city_adcode, county_adcode)", [name]
    return "(starts_with(province, ?) or starts_with(city, ?) or starts_with(county, ?))", [name] * 3


def _province(asked: str) -> tuple[str, list[Any]]:
    name = _provinces().get(asked.lower(), asked)
    return "(province_adcode = ? or starts_with(province, ?))", [name] * 2


def _refuse_unknown(asked: str, codes: Mapping[str, str | None], what: str) -> None:
    """`codes` with their names are what the data set has; in an empty one nothing can be near.

    A whole code, or a name that is near none, may well be a place of which nothing is there: no rows are the answer.
    """
    names = [name for name in dict.fromkeys(codes.values()) if name]
    code = _provinces().get(asked.lower(), asked)
    if not codes or code in {*codes, *_provinces().values()} or any(name.startswith(asked) for name in names):
        return
    if _ADCODE.fullmatch(code) and (what == "place" or code.endswith("0000")):
        return
    if asked.isdigit():
        below = [code for code in codes if code.startswith(asked)]
        near = [f"{code} ({codes[code]})" for code in below or get_close_matches(asked, codes)][:_LISTED]
        way = "" if _ADCODE.fullmatch(asked) else "; a code has six digits, 140100"
    elif asked.isascii():
        near = []
        way = "; only a province is known by its name in Latin letters, a city by its Chinese name or code"
    else:
        short = {name[:-1]: name for name in reversed(names)} | {name: name for name in names}
        near = list(dict.fromkeys(short[name] for name in get_close_matches(asked, short, cutoff=0.4)))
        way = ""
        if not near and what == "place":
            return
    if what == "province":
        way += "; a city is asked for as city"
    there = f"near are {', '.join(near)}" if near else f"there are {', '.join(names[:_LISTED])}"
    raise QueryError(f"{asked!r} is no {what} of this data set; {there}{way}")


def _theme(asked: str) -> tuple[str, list[Any]]:
    return "theme = ?", [member(Theme, asked).label]


def _category(asked: str) -> tuple[str, list[Any]]:
    return "list_contains([p.category for p in proposers], ?)", [member(Category, asked).value]


def _level(asked: str) -> tuple[str, list[Any]]:
    posts = "flatten([[q.level for q in p.posts] for p in proposers])"
    return f"list_contains({posts}, ?)", [member(Level, asked).value]


def _until(asked: date | str) -> tuple[str, list[Any]]:
    return "published_on < ?", [_day(asked) + timedelta(days=1)]


_CONDITIONS: Mapping[str, Callable[[Any], tuple[str, list[Any]]]] = {
    "city": _place,
    "province": _province,
    "theme": _theme,
    "category": _category,
    "level": _level,
    "stance": lambda asked: ("stance = ?", [member(Stance, asked).value]),
    "proposer": lambda asked: ("contains(proposer, ?)", [asked]),
    "since": lambda asked: ("published_on >= ?", [_day(asked)]),
    "until": _until,
    "min_confidence": lambda asked: ("confidence >= ?", [asked]),
    "article": lambda asked: ("article_id = ?", [asked]),
}


def member(codes: type[Code], asked: str) -> Code:
    """The code that is written or labelled so. Raises `QueryError` where there is none."""
    for code in codes:
        if asked in {code.value, code.label}:
            return code
    known = ", ".join(f"{code.value} ({code.label})" for code in codes)
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", codes.__name__).lower()  # RejectReason: reject reason
    raise QueryError(f"{asked!r} is no {kind}; there are {known}")


def _day(asked: date | str) -> datetime:
    try:
        day = date.fromisoformat(asked) if isinstance(asked, str) else asked
    except ValueError as error:
        raise QueryError(f"{asked!r} is no day; write 2026-03-05") from error
    return datetime(day.year, day.month, day.day)


@cache
def _provinces() -> dict[str, str]:
    """Codes of the provinces by their names in Latin letters."""
    table = files("pipeline.tables").joinpath("provinces.tsv").read_text("utf-8")
    return {name: code for name, code, _ in csv.reader(table.splitlines(), delimiter="\t")}
