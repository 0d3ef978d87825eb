"""GB/T 2260 with its history: names and codes of provinces, prefectures and counties, at any date.

Comes in: a name (龙泉驿, 张家川, 蓉) or a code, and the date that counts. Goes out: units and codes, with the
levels that guidelines section 5 asks for. Hard about it: names repeat (鼓楼区 is in four cities), and a name or
a code may be of its time (崇文区 is 110103 in a text of 2009, 110101 in one of today).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pipeline.lexicons import alternation, classes

UnitLevel = Literal["province", "prefecture", "county"]

MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
REGIONS = frozenset({"810000", "820000"})  # Hong Kong and Macao: one code at both levels, no districts
# Endings that a short form leaves out, the longest first.
_ENDING = re.compile(r"(?:特别行政区|自治[区州县旗]|林区|特区|矿区|地区|新区|[省市县区盟旗州])$")
_PEOPLES = re.compile(rf"(?:{alternation('peoples')})+$")
_NOW = 9999


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit while it had this code and name: in force in the years `since` <= year < `until`."""

    code: str
    name: str
    since: int
    until: int
    successors: tuple[str, ...]

    @property
    def level(self) -> UnitLevel:
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    def in_force(self, year: int | None) -> bool:
        return self.since <= year < self.until if year else self.until == _NOW


@dataclass(frozen=True, slots=True)
class Levels:
    """The codes of a place as guidelines section 5 writes them; null where a level does not apply."""

    province: str | None = None
    city: str | None = None
    county: str | None = None

    @property
    def deepest(self) -> str | None:
        return self.county or self.city or self.province


class Gazetteer:
    """Looks up units by name or code. `year` is the year that the text is of, null for today."""

    def __init__(self, units: Iterable[Unit], aliases: Mapping[str, tuple[str, ...]]) -> None:
        self._by_code: dict[str, list[Unit]] = defaultdict(list)
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self._by_code[unit.code].append(unit)
            self._by_name[unit.name].append(unit)
            short = short_form(unit.name)
            if short != unit.name:
                self._by_name[short].append(unit)
        for alias, codes in aliases.items():
            for unit in (unit for code in codes for unit in self._by_code[code]):
                if unit not in self._by_name[alias]:
                    self._by_name[alias].append(unit)

    @staticmethod
    def load(edition: str = "gb2260-2024") -> Gazetteer:
        """The gazetteer that comes with the package; there is one edition. Raises ValueError for another."""
        if edition != "gb2260-2024":
            raise ValueError(f"there is no gazetteer {edition!r}, only gb2260-2024")
        return _shared()

    def names(self, since: int = 0) -> tuple[str, ...]:
        """Every official name of units in force in the year `since` or later, and the short forms and aliases
        of those in force today and of former prefectures (襄樊; 动力, once a district, is a word again)."""
        return tuple(
            name
            for name, units in self._by_name.items()
            if any(
                u.until == _NOW or (u.until > since and (u.name == name or u.code.endswith("00")))
                for u in units
            )
        )

    def unit(self, code: str, year: int | None = None) -> Unit | None:
        """The unit of a code in a year; a code of another time gives the last unit that had it."""
        units = self._by_code.get(code, [])
        return next((u for u in units if u.in_force(year)), max(units, key=lambda u: u.until, default=None))

    def name(self, code: str, year: int | None = None) -> str:
        """A unit's official name, 矿区. Raises KeyError for a code that never was."""
        unit = self.unit(code, year)
        if unit is None:
            raise KeyError(code)
        return unit.name

    def full_name(self, code: str, year: int | None = None) -> str:
        """A unit's name as people would tell it from others: 太原市, a county with its city, 阳泉市矿区."""
        levels = self.levels(code)
        if levels.county is None or levels.city is None:
            return self.name(code, year)
        if levels.city == levels.county:
            return self.name(code, year)
        return self.name(levels.city, year) + self.name(code, year)

    def levels(self, code: str) -> Levels:
        """Province, city and county of a code: 110105 → 110000 110000 110105; 仙桃 429004 stands in both."""
        return _levels(code)

    def current(self, code: str, year: int | None = None) -> tuple[str, ...]:
        """The codes in force in `year` for what `code` stood for: none where the unit was never heard of,
        several where it was divided (琼山市 → four districts of 海口市)."""
        found, seen, queue = [], set(), [code]
        while queue:
            item = queue.pop(0)
            if item in seen:
                continue
            seen.add(item)
            units = self._by_code.get(item, [])
            if any(unit.in_force(year) for unit in units):
                found.append(item)
            elif units:
                queue.extend(max(units, key=lambda unit: unit.until).successors)
        return tuple(found)

    def named(self, name: str, year: int | None = None) -> tuple[str, ...]:
        """The codes, in force in `year`, that a name may stand for: official names before short forms, units
        of the time before those that are gone or to come; the larger unit first (吉林 → 省, then 市)."""
        units = self._by_name.get(name, [])
        for group in (
            [u.code for u in units if u.name == name and u.in_force(year)],
            [u.code for u in units if u.in_force(year)],
            [code for u in units if u.name == name for code in self.current(u.code, year)],
            [code for u in units for code in self.current(u.code, year)],
        ):
            if group:
                return tuple(sorted(set(group), key=_largest_first))
        return ()

    def contains(self, area: str, code: str) -> bool:
        """Whether `code` is the unit `area` or lies in it: 140100 contains 140105, 310000 contains 310115."""
        levels = self.levels(code)
        return area in {levels.province, levels.city, levels.county}

    def counties_with(self, township: str, area: str) -> tuple[str, ...]:
        """The counties in `area` that have a 街道, 镇 or 乡 of this name (洛门镇 in 620500 → 620525)."""
        name = township.removesuffix("办事处").removesuffix("街道")
        return tuple(c for c, names in _townships().items() if name in names and self.contains(area, c))


@cache
def _shared() -> Gazetteer:
    return Gazetteer(_units(), _aliases())


@cache
def _levels(code: str) -> Levels:
    province = code[:2] + "0000"
    if code in REGIONS or province in REGIONS:
        return Levels(province, province)
    if province in MUNICIPALITIES:
        return Levels(province, province, code if not code.endswith("00") else None)
    if code.endswith("0000"):
        return Levels(province)
    if code[2:4] == "90":  # directly under the province
        return Levels(province, code, code)
    return Levels(province, code[:4] + "00", None if code.endswith("00") else code)


def short_form(name: str) -> str:
    """A unit's name without its ending and peoples: 张家川回族自治县 → 张家川; 盂县 stays whole."""
    short = _PEOPLES.sub("", _ENDING.sub("", name, count=1))
    return short if len(short) >= 2 else name


def _largest_first(code: str) -> tuple[int, str]:
    return (0 if code.endswith("0000") else 1 if code.endswith("00") else 2, code)


def _rows(table: str) -> Iterable[list[str]]:
    text = files("pipeline.lexicons").joinpath(table).read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    next(lines)  # the names of the columns
    return lines


def _units() -> Iterable[Unit]:
    for code, name, since, until, successors in _rows("units.tsv"):
        after = tuple(successors.split(";")) if successors else ()
        yield Unit(code, name, int(since), int(until) if until else _NOW, after)


def _aliases() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, kind, _, code in _rows("place_aliases.tsv"):
        if kind != "part":  # 屯门 is no name of Hong Kong
            found[word] = (*found.get(word, ()), code)
    return found


@cache
def towns() -> dict[str, tuple[str, ...]]:
    """The counties that have a 街道 (without that ending), 镇 or 乡 of each name."""
    found: dict[str, list[str]] = defaultdict(list)
    for county, names in _townships().items():
        for name in names:
            found[name].append(county)
    found.pop("", None)
    return {name: tuple(counties) for name, counties in found.items()}


def letters() -> frozenset[str]:
    """The one-character names: 蓉, 晋."""
    return frozenset(classes("place_aliases")["letter"])


@cache
def _townships() -> dict[str, frozenset[str]]:
    return {county: frozenset(names.split(" ")) for county, names in _rows("townships.tsv")}
