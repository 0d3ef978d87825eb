"""Settles the place that an article belongs to: that of its paper, or of the meeting that it reports.

Comes in: the reading text, its metadata and the places it names. Goes out: one code, or null for an article of
the whole country. Hard about it: local papers name their own place least of all (我市, 市政协) and other places
often (赴北京考察; 南通海巢家居集团 in a paper of 海安), so that names are weighed by what stands around them
and by the level at which the paper says 我.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.gazetteer import MUNICIPALITIES, Gazetteer
from pipeline.stages.annotations import Metadata, Span
from pipeline.stages.place_mentions import PlaceMention, PlaceScanner, settled
from pipeline.stages.place_towns import county_of_towns

# Weights of a mention. What moves: which place wins where a text names several about as often.
TITLE, HEAD, ORGAN, DATELINE, LISTED, ELSEWHERE, NAMED_IN = 3.0, 1.5, 3.0, 6.0, 0.3, 0.2, 0.2
WORKPLACE = 1.0
PUBLISHER = 12.0
# What a unit gets of the weight of the units in it: several counties speak for their city, one for itself.
INHERITED, INHERITED_BY_PROVINCE, INHERITED_OF_ONE = 0.6, 0.3, 0.15
# How much the level at which the text says 我市, 县委 counts for units of that level.
LEVEL = 3.0
# The least weight that places an article which no 我市 and no publisher places.
FLOOR = 2.5
# A publisher's name that the text does not bear out may be a namesake: 宜城新报 is of 安庆, not of 宜城市.
NAMESAKE = 2.0
# The share of all weight that a place needs to own an article in a national paper.
NATIONAL_SHARE = 0.4
HEAD_LENGTH = 200

# A local member's workplace tells more than another's: 市政协委员、玉林|师范学院某某
_MEMBER = re.compile(r"[市县区州旗盟](?:政协委员|政协常委|人大代表|党代表|人大常委会委员)、$")
_ORGAN = re.compile(rf"{alternation('place_cues', 'organ')}")
_INSTITUTION = re.compile(
    rf"[\u4e00-\u9fff]{{0,6}}?{alternation('place_cues', 'institution')}|[\u4e00-\u9fff]{{0,2}}?{alternation('place_cues', 'feature')}"
)
_ELSEWHERE = re.compile(rf"(?:{alternation('place_cues', 'compare')}|来自|前往|去|与|和|跟)$")
_PAPER = re.compile(r"(?P<name>[\u4e00-\u9fff]{2})(?:[日晚时新早晨商]报|都市报|新闻|发布|融媒|政协)")
_HOST = re.compile(r"[^，。\n]{0,12}?(?:召开|举行|举办|开幕|闭幕)")
_DATELINE = re.compile(r"(?:本报|本刊|本台|记者|通讯员)[^，。]{0,6}$")
_CONGRESS = re.compile(r"(?:政协|中共|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|中国共产党)$")
_SELF = re.compile(
    r"""
    (?P<own>我[省市县区州盟旗])(?![长委])                  # 我市
    | (?<![\u4e00-\u9fff])(?P<prefecture>地)(?=委|区行署|直)      # 地委
    | (?P<region>自治区)(?=[党人]|政协|[直级])               # 自治区党委
    | 住(?P<stays>[市县区州盟旗])(?=的?(?:[省市州]|全国|自治区)?(?:政协|委员|各级))   # 住区市政协委员
    | 全(?P<whole>[省市县区州])(?![^，。]{0,3}(?:前列|第一|平均))
    | (?<![\u4e00-\u9fff])(?P<led>[省市县区州盟旗])(?=委|政府|人大|政协|纪委|监委|[直级]|[\u4e00-\u9fff]{1,8}?(?:局|委员会|中心|工会|妇联|科协|侨联|工商联))
    | (?<=[和与及由对向是在、经将把以届]) (?P<bare>[省市县区州盟旗])(?=委|政府|人大|政协|纪委|监委)
    """,
    re.VERBOSE,
)
_KINDS = {"市": "市", "县": "县", "旗": "县", "区": "区", "州": "州", "盟": "州"}


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """The code, and the span of the reading text that spoke for it most."""

    code: str | None = None
    span: Span | None = None


def place_of_article(
    text: str, metadata: Metadata, mentions: Sequence[PlaceMention], scanner: PlaceScanner
) -> ArticlePlace:
    """The place of the article; see the module."""
    head = f"{metadata.publisher or ''}\n{metadata.title or ''}\n{text[:HEAD_LENGTH]}"
    region = _region(text, metadata, mentions)
    if region:
        return ArticlePlace(region)
    if any(word in head for word in lexicon("place_cues", "broadcast")):
        return ArticlePlace()
    return _Weighing(text, metadata, mentions, scanner).place()


def _region(text: str, metadata: Metadata, mentions: Sequence[PlaceMention]) -> str | None:
    """Hong Kong or Macao, where the words of their public life run through the text."""
    best = None
    for code, kind in (("810000", "hongkong"), ("820000", "macao")):
        cues = {word for word in lexicon("place_cues", kind) if word in text}
        named = sum(code in mention.codes for mention in mentions)
        districts = lexicon("place_aliases", "part") if code == "810000" else ()
        parts = {word for word in districts if word in text}
        others = sum(
            code not in mention.codes and (mention.official or mention.codes[0].endswith("00"))
            for mention in mentions
        )  # 屏山 is no county of Sichuan here
        hant = metadata.script == "hant"
        needed = 2 if hant else 5
        weight = len(cues) + min(named, 3) + min(len(parts), 3)
        if len(cues) >= (1 if hant else 3) and weight >= needed and named + len(parts) + len(cues) > others:
            best = max(best or (0, ""), (weight, code))
    return best[1] if best else None


class _Weighing:
    """The weights of the units that one article names."""

    def __init__(
        self, text: str, metadata: Metadata, mentions: Sequence[PlaceMention], scanner: PlaceScanner
    ) -> None:
        self.text = text
        self.metadata = metadata
        self.scanner = scanner
        self.gazetteer: Gazetteer = scanner.gazetteer
        self.mentions = mentions
        self.weights: dict[str, float] = defaultdict(float)
        self.best_span: dict[str, tuple[float, Span]] = {}

    def place(self) -> ArticlePlace:
        year = self.metadata.published_on.year if self.metadata.published_on else None
        levels = self._levels()
        publishers = self._publishers(year, levels)
        area = self._area(publishers)
        for mention in self.mentions:
            code = self._nearer(mention, levels) or settled(mention, self.gazetteer, area)
            if code and code != "710000":
                weight = self._weight(mention)
                self.weights[code] += weight
                span = (mention.start, mention.end)
                self.best_span[code] = max(self.best_span.get(code, (0.0, span)), (weight, span))
        for code in publishers:
            self.weights[code] += PUBLISHER if self._borne_out(code) else NAMESAKE
        scores = self._scores(levels)
        code = max(scores, key=lambda unit: (scores[unit], unit), default=None)
        if code is None or not self._speaks_for(code, publishers, levels):
            return self._by_towns(levels)
        return ArticlePlace(code, self.best_span[code][1] if code in self.best_span else None)

    def _nearer(self, mention: PlaceMention, levels: dict[str, float]) -> str | None:
        """The smaller of two units of one name, where only that one is named in full: 喀什 in a text of 喀什市."""
        if mention.official or len(mention.codes) != 2 or mention.codes[0][:2] != mention.codes[1][:2]:
            return None
        larger, smaller = mention.codes
        if self._said(smaller, levels) < max(1.0, self._said(larger, levels)):
            return None
        return smaller if self._in_full(smaller) and not self._in_full(larger) else None

    def _in_full(self, code: str) -> bool:
        return any(mention.official and code in mention.codes for mention in self.mentions)

    def _by_towns(self, levels: dict[str, float]) -> ArticlePlace:
        """Where nothing else tells, the county whose towns the text names, if it speaks of itself as of one or
        names it too; its city, if it speaks as a city's paper does."""
        found = None if self._is_national() else county_of_towns(self.text)
        if found is None:
            return ArticlePlace()
        county, span = found
        if self._said(county, levels) >= 1 or county in self.weights:
            return ArticlePlace(county, span)
        city = self.gazetteer.levels(county).city
        return ArticlePlace(city, span) if city and self._said(city, levels) >= 1 else ArticlePlace()

    def _publishers(self, year: int | None, levels: dict[str, float]) -> list[str]:
        """The units that the publisher is named after."""
        publisher = self.metadata.publisher or ""
        if publisher in lexicon("place_cues", "national_publisher"):
            return []
        found = [settled(mention, self.gazetteer) for mention in self.scanner.scan(publisher, year)]
        if not found and (named := _PAPER.match(publisher)):  # 黄山日报: here an ordinary word is a place
            codes = self.gazetteer.named(named["name"], year)
            found = [settled(PlaceMention(0, 2, codes, official=False), self.gazetteer)] if codes else []
        return [self._city_of_paper(code, levels) for code in found if code]

    def _city_of_paper(self, code: str, levels: dict[str, float]) -> str:
        """The city of a paper that bears a district's name and never speaks of a 区: 雨花晚报 is the city's."""
        city = self.gazetteer.levels(code).city
        is_district = self.gazetteer.name(code).endswith("区") and not code.endswith("00")
        cityward = levels["市"] >= 1 and not levels["区"] and not self._in_full(code)
        return city if city and is_district and cityward else code

    def _borne_out(self, code: str) -> bool:
        """Whether the text itself names the unit, or one in it, outside its publisher's name."""
        publisher = self.metadata.publisher or ""
        return any(
            self.gazetteer.contains(code, c)
            for mention in self.mentions
            for c in mention.codes
            if not (publisher and publisher in self.text[max(0, mention.start - 10) : mention.end + 10])
        )

    def _area(self, publishers: Sequence[str]) -> str | None:
        """The prefecture named most, to settle what names that many units bear may mean."""
        counts: Counter[str] = Counter(
            {
                str(self.gazetteer.levels(code).city): 3
                for code in publishers
                if self.gazetteer.levels(code).city
            }
        )
        for mention in self.mentions:
            code = settled(mention, self.gazetteer)
            levels = self.gazetteer.levels(code) if code else None
            if levels and levels.city:
                counts[levels.city] += 1
        return counts.most_common(1)[0][0] if counts else None

    def _weight(self, mention: PlaceMention) -> float:
        text, start, end = self.text, mention.start, mention.end
        weight = 1.0
        before = text[max(0, start - 12) : start]
        if _DATELINE.search(before) and re.match(r"[^，。\n]{0,6}(?:电|讯)", text[end : end + 8]):
            return (
                NAMED_IN if "110000" in mention.codes else DATELINE
            )  # 北京8月22日电: where the nation meets
        if text[start:end] == "京":
            return NAMED_IN  # 在京召开: as in the dateline
        organ = _ORGAN.match(text, end) or _CONGRESS.search(before)
        if organ:
            weight = ORGAN
        elif _INSTITUTION.match(text, end):
            return WORKPLACE if _MEMBER.search(before) else NAMED_IN
        if start < len(self.metadata.title or "") + 40 and text[start:end] in (self.metadata.title or ""):
            weight *= TITLE
        elif start < HEAD_LENGTH:
            weight *= HEAD
        if not organ and (text[start - 1 : start] == "、" or text[end : end + 1] == "、"):
            weight *= LISTED
        if _ELSEWHERE.search(before):
            weight *= ELSEWHERE
        return weight

    def _is_host(self, code: str) -> bool:
        """Whether a body of the unit holds a meeting in the text: 太原市政协召开…, but not 在太原召开."""
        return any(
            code in mention.codes
            and _ORGAN.match(self.text, mention.end)
            and _HOST.match(self.text, mention.end)
            and self.text[mention.start - 1 : mention.start] not in {"在", "于"}
            for mention in self.mentions
        )

    def _levels(self) -> dict[str, float]:
        """How often the text speaks of itself as 省, 市, 县, 区 or 州."""
        inside = {i for mention in self.mentions for i in range(mention.start, mention.end)}
        found: dict[str, float] = defaultdict(float)
        for match in _SELF.finditer(self.text):
            kind, weight = (
                match.lastgroup or "",
                {
                    "own": 3.0,
                    "prefecture": 1.5,
                    "region": 0.5,
                    "stays": 2.0,
                    "whole": 0.5,
                    "led": 1.5,
                    "bare": 1.0,
                },
            )
            if match.start(kind) not in inside:
                word = match[kind].removeprefix("我")
                found[word.replace("旗", "县").replace("盟", "州")] += weight[kind]
        found["省"] += found.pop("自治区", 0.0)
        return found

    def _scores(self, levels: dict[str, float]) -> dict[str, float]:
        """The units' weights with what lies in them, raised for those of the level that the text says 我 at."""
        scores: dict[str, float] = defaultdict(float, self.weights)
        children: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for code, weight in self.weights.items():
            unit = self.gazetteer.levels(code)
            if unit.city and unit.county and unit.city != unit.county:
                children[unit.city][code] += weight
            if unit.province and unit.city and unit.province != unit.city:
                children[unit.province][unit.city] += weight
        for parent, weights in children.items():
            province = parent.endswith("0000") and parent not in MUNICIPALITIES
            several = INHERITED_BY_PROVINCE if province else INHERITED
            scores[parent] += sum(weights.values()) * (several if len(weights) > 1 else INHERITED_OF_ONE)
        total = sum(levels.values())
        return {
            code: score * (1 + LEVEL * self._said(code, levels) / total if total else 1)
            for code, score in scores.items()
        }

    def _said(self, code: str, levels: dict[str, float]) -> float:
        """How often the text speaks of itself as of a unit of this kind."""
        name = self.gazetteer.name(code)
        if code.endswith("0000") and code not in MUNICIPALITIES:
            return levels["省"]
        return levels["地" if name.endswith("地区") else _KINDS.get(name[-1], "市")]

    def _speaks_for(self, code: str, publishers: Sequence[str], levels: dict[str, float]) -> bool:
        """Whether the text tells that it belongs to the place, rather than naming it."""
        inside = sum(w for c, w in self.weights.items() if self.gazetteer.contains(code, c))
        share = inside / sum(self.weights.values())
        if any(self.gazetteer.contains(c, code) or self.gazetteer.contains(code, c) for c in publishers):
            return True
        said = self._said(code, levels) >= 1
        if self._is_national():
            return share >= NATIONAL_SHARE and inside >= (FLOOR if said or self._is_host(code) else 3 * FLOOR)
        return said or inside >= FLOOR

    def _is_national(self) -> bool:
        head = self.text[:HEAD_LENGTH] + (self.metadata.title or "")
        return (self.metadata.publisher or "") in lexicon("place_cues", "national_publisher") or any(
            word in head for word in lexicon("place_cues", "national")
        )
