"""Finds where a text names units of GB/T 2260: names, short forms and aliases, with the codes each may mean.

Comes in: a text and the year it is of. Goes out: mentions in their order, chains as one (山西省阳泉市矿区). Hard
about it: names inside other words (朝阳产业, 推广|东西部, 长治市|场) and names that many units bear (鼓楼区), which
keep all their codes until an area settles them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from pipeline.lexicons import alternation, classes
from pipeline.lexicons.gazetteer import Gazetteer, letters

# Units dissolved before this year are not looked for in texts: the short forms of 1981 are noise today.
OLDEST = 2000
_OFFICIAL = re.compile(r"(?:特别行政区|特区|自治[区州县旗]|[省市县区旗州盟]|地区)$")
# The last character of a name that begins another word instead: 长治|市场, 城|区域
_GRABS = {"市": "场", "区": "域块位间", "县": "域", "州": "际", "旗": "帜袍", "省": "略", "盟": "友约军"}
# Another, smaller place that bears the same name: 罗城|村 is not 罗城 in Guangxi, 南山|社区 no district.
_NAMESAKE = re.compile(r"村(?!民)|屯|庄|社区|小区|街道|[镇乡](?![村域土贤情音愁亲])")
_ORGAN = re.compile(alternation("place_cues", "organ"))
_LETTER = re.compile(
    rf"(?<=[在来赴驻入抵离返留])[{''.join(sorted(letters()))}](?![\u4e00-\u9fff]?[族人江语]|国)"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at `start:end`: the codes it may mean, larger units first, and the name that it ends in.

    `official` tells a name with its ending, or a chain, from a short form.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    official: bool


class PlaceScanner:
    """Scans texts for the names of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        by_class = classes("place_words")
        self._words = frozenset(by_class["word"])
        names = dict.fromkeys(name for name in gazetteer.names(OLDEST) if len(name) > 1)
        self._patterns = [*names, *(trap for trap in by_class["trap"] if trap not in names)]
        self._count = len(names)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def scan(self, text: str, year: int | None = None, breaks: Iterable[int] = ()) -> list[PlaceMention]:
        """The places that `text` names. `breaks` are the offsets where words begin, if known: a short form
        that begins or ends inside a word is none (推广|东西部)."""
        at_break = frozenset(breaks)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if index < self._count and (mention := self._mention(text, start, end, year, at_break)):
                found.append(mention)
        found.extend(
            PlaceMention(*match.span(), self.gazetteer.named(match[0], year), official=False)
            for match in _LETTER.finditer(text)
            if not at_break or match.end() in at_break  # 近年来|通过
        )
        found.sort(key=lambda mention: mention.start)
        return self._chained(text, found)

    def _mention(
        self, text: str, start: int, end: int, year: int | None, at_break: frozenset[int]
    ) -> PlaceMention | None:
        name = text[start:end]
        if len(name) > 2 and text[end : end + 1] and text[end] in _GRABS.get(name[-1], ""):
            end -= 1
            name = text[start:end]
        official = bool(_OFFICIAL.search(name)) and len(name) > 2
        if len(name) == 2 and at_break and self._cut(start, end, at_break):
            return None
        if not official and _NAMESAKE.match(text, end):
            return None
        codes = self.gazetteer.named(name, year)
        return PlaceMention(start, end, codes, official) if codes else None

    @staticmethod
    def _cut(start: int, end: int, at_break: frozenset[int]) -> bool:
        """Whether words part inside `start:end` and one of them runs over its ends (推|广东|西部), or all of it
        stands in the middle of a word (夕阳西下)."""
        if start + 1 in at_break:
            return not {start, end} <= at_break
        return start not in at_break and end not in at_break

    def _chained(self, text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
        """The mentions with neighbours joined where one lies in the other: 江门|开平市, 天津市|河西区.

        Names that are ordinary words are kept only so (北京|朝阳) or, if whole, as bodies: 老城区|政协.
        """
        chained: list[PlaceMention] = []
        for mention in mentions:
            last = chained[-1] if chained else None
            if last and last.end == mention.start:
                inside = tuple(
                    c
                    for c in mention.codes
                    if any(o != c and self.gazetteer.contains(o, c) for o in last.codes)
                )
                if inside:
                    chained[-1] = PlaceMention(last.start, mention.end, inside, official=True)
                    continue
            if text[mention.start : mention.end] not in self._words or (
                mention.official and _ORGAN.match(text, mention.end)
            ):
                chained.append(mention)
        return chained


@cache
def place_scanner(gazetteer: Gazetteer) -> PlaceScanner:
    """The scanner of a gazetteer, made once a process: 0.1 s."""
    return PlaceScanner(gazetteer)


def leading_place(text: str) -> PlaceMention | None:
    """The unit that a text begins with: 龙泉驿 of 龙泉驿区委, 从化区 of 从化区文旅局."""
    mentions = place_scanner(Gazetteer.load()).scan(text)
    return mentions[0] if mentions and mentions[0].start == 0 else None


def settled(mention: PlaceMention, gazetteer: Gazetteer, area: str | None = None) -> str | None:
    """The one code that a mention means, for a text that belongs to `area`; null where that is not settled.

    A unit in the area, then in its province, then the only one, then the largest, if it is a prefecture or
    province (吉林 is the province, 鼓楼区 nothing).
    """
    codes = mention.codes
    if area:
        levels = gazetteer.levels(area)
        for container in (area, levels.city, levels.province):
            inside = [c for c in codes if container and gazetteer.contains(container, c)]
            if len(inside) == 1:
                return inside[0]
            if inside and inside[0].endswith("00"):
                return inside[0]
    if len(codes) == 1:
        return codes[0]
    largest = [code for code in codes if code.endswith("00")]
    return largest[0] if largest and not mention.official else None
