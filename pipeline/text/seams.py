"""How well one line reads on into another: the evidence that two fragments were one before the page broke.

Two texts come in, a score in nats goes out, above 0 where they read on. The hard thing is that most seams fall
between words (…对全程使用岸电的船舶 | 优先安排靠泊), so that a word across the seam (专 | 项) is only one witness beside
the enumeration, the list, the open bracket and the words that the article itself puts side by side.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import opencc

from pipeline.dictionary import frequency, log_total

WINDOW = 6  # characters on either side that a word across the seam may reach
# Weights were set on breaks put at random into the seeds and own texts (benchmarks/columns.py). A higher one lets
# its witness join alone; what it buys in found seams it costs in false joins of ordinary articles.
WORD_CAP = 6.0
ENUMERATION = 5.0
WRONG_ENUMERATION = -5.0
OPEN_BRACKET = 4.0
LIST = 2.0
PARALLEL = 1.0
NEVER_FIRST = 4.0
MEASURE = 2.5
SHORT_CLAUSE = 2.5
LEADS_ON = 2.5
OPEN_END = 2.0
NUMBER = 4.0
JUST_BEGUN = 1.0
OPENER = -6.0
SOFT_OPENER = -2.0
REPEAT = (0.0, 1.5, 3.0, 4.0)  # by the length of the string across the seam that stands elsewhere, 2 to 5

_ENUMERATORS = re.compile(
    r"(?P<shi>[一二三四五六七八九十])(?P<shi_mark>是|要)(?!个|种|些|否|次|些)"
    r"|(?<![一二三四五六七八九十百第])(?P<dun>[一二三四五六七八九十])、"
    r"|[（(](?P<kuo>[一二三四五六七八九十])[）)]"
    r"|第(?P<di>[一二三四五六七八九十])[，,]"
    r"|(?P<xu>首先|其次|再次|最后)"
)
_NUMBERS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)} | {
    "首先": 1,
    "其次": 2,
    "再次": 3,
    "最后": 4,
}
# How a paragraph begins; a fragment cut from the middle of a sentence seldom does.
_OPENER = re.compile(
    r"""
    ^(?:
        近年|近日|近期|日前|今年|去年|明年|前年|目前|当前|当天|今天|昨[天日]|此前|此外|随后|下一步|接下来|今后|未来|据[了悉介统]|截至|为[了此]|其中[，,]
      | 一方面|另一方面|同时[，,]|与此同时|但是|然而|因此|所以|不过[，,]|例如|比如|针对|围绕|关于|对于|作为|随着|通过|在[^，,。]{1,20}[方面下中里上时后前][，,]
      | (?:会议|大会|座谈会|会上|会前|会后|课堂上|活动|记者|委员们|代表们|大家|学员们|与会)
      | [一二三四五六七八九十]+[、是要]|首先|其次|[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]|\d+[．.、]|[①-⑳]
      | \d{1,4}[年月日]|“|「|『|《|【|〔|——|…|本报|本刊|央视|新华社|编者按|[^，,。；;]{2,12}[：:]
      | [^，,。；;]{2,30}(?:表示|认为|指出|强调|建议|说|介绍|提出|谈到|坦言|呼吁)[，,：:]
    )
    """,
    re.VERBOSE,
)
# What no sentence begins with: closing punctuation, particles, suffixes unless they begin a word of their own.
_NEVER_FIRST = re.compile(
    r"^(?:[，。、；：！？,.;:!?）)”’」』》】的了们]|得(?!到|益|知|失|分|天)|着(?!眼|力|手|重|陆|装|实|急|火)|过(?!去|程|渡|年|节|硬|往|度|后|半)"
    r"|者(?!$)|性(?!格|质|别|能|价)|化(?!解|工|学|肥|验|州|隆|德|整)|率(?!先|领|队)|度(?!过|假|汛)|型(?!号)|级(?!别)|[部门员](?!门|工|队|分|委|长|落|署|属|级|口|店|诊|前|外|票|额))"
)
_MEASURES = re.compile(
    r"^[项次个条名位座台份批件类亩吨户](?!目|数|人|体|例|件$|要|序|于|居|庭|乡|长|级|别|置|理|分|均|性|似|北|部)"
)
_UNIT = re.compile(r"^(?:[万亿多余元个项条名位座台份批件类亩吨户家次人年月日%％]|公里|平方|\d|\.\d|[a-z])")
_NUMBER_OPEN = re.compile(r"[0-9A-Za-z]$")
_JUST_BEGUN = re.compile(
    r"[。；;！？!?][^，,。；;！？!?：:”’」』]{1,8}$"
)  # …持续增强。但科技: no sentence is so short
# Words that more often open a sentence than stand inside one.
_SOFT_OPENER = re.compile(
    r"^(?:这|他|她|它|我们|我[市区县省国]|全[市区县省国]|如何|怎么|为什么|本[次届报]|此次|大家|同学|老师|会)"
)
_SHORT_QUOTE = re.compile(
    r"^[“「『《‘][^，,。；;：:！？“”」』》’]{1,14}[”」』》’](?![，,。]?[\u4e00-\u9fff]{1,12}(?:说|表示|认为))"
)
_LEADS_ON = "的、，,和与及在对把将从以并而向由被其于或但且也就都还更让使为各该按"
_BRACKETS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】"}
_PARALLEL = re.compile(
    r"(?:^|[；;，,。：:])(要|推动|加强|建立|完善|支持|推进|鼓励|探索|对|将|把|着力|加快|应)"
)


class Seams:
    """The seams between the lines of one article; `lines` are stripped and none is empty."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._text = "\n".join(lines)
        self._trigrams = {self._text[i : i + 3] for i in range(len(self._text) - 2)}
        self._pairs = [_bigrams(line) for line in lines]
        self._weights = Counter(pair for pairs in self._pairs for pair in pairs)
        self._heads = [_head(line) for line in lines]
        self._starts = [_simplified(_PUNCTUATION.split(line[:WINDOW], 1)[0]) for line in lines]
        self._ends = [_simplified(_PUNCTUATION.split(line[-WINDOW:])[-1]) for line in lines]

    def opens(self, line: int) -> bool:
        """Whether a line begins as only whole paragraphs do."""
        return self._heads[line] <= OPENER

    def score(self, above: int, below: int) -> float:
        """How well line `below` reads on from the end of line `above`; 0 says nothing, 4 and more that it does."""
        tail, head = self._lines[above], self._lines[below]
        score = min(WORD_CAP, word_across(self._ends[above], self._starts[below]))
        score += self._heads[below]
        score += _enumeration(tail, head) + _bracket(tail, head) + _list(tail, head)
        score += REPEAT[max(0, self.repeated(tail, head) - 2)]
        if tail[-1] in _LEADS_ON:
            score += LEADS_ON
        elif _simplified(tail[-4:]).endswith(_open_ends()):
            score += OPEN_END
        if _NUMBER_OPEN.search(tail) and _UNIT.match(head):
            score += NUMBER
        if _JUST_BEGUN.search(tail):
            score += JUST_BEGUN
        return score

    def likeness(self, above: Iterable[int], below: int) -> float:
        """How much of its rarer character pairs a line shares with lines before it, from 0 to 1."""
        left = set().union(*(self._pairs[i] for i in above))
        right = self._pairs[below]
        weight = sum(math.log(len(self._lines) / self._weights[pair]) for pair in left & right)
        scale = math.log(len(self._lines) + 1) * (len(right) or 1)
        return min(1.0, 3.0 * weight / scale)

    def repeated(self, tail: str, head: str) -> int:
        """The length, from 3 to 5, of the longest string across the seam that stands elsewhere too, else 0."""
        if tail[-2:] + head[:1] not in self._trigrams and tail[-1:] + head[:2] not in self._trigrams:
            return 0
        for length in (5, 4, 3):
            for left in range(1, length):
                piece = tail[-left:] + head[: length - left]
                if len(piece) == length and not _PUNCTUATION.search(piece) and piece in self._text:
                    return length
        return 0


_PUNCTUATION = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z]")


def opens_paragraph(line: str) -> bool:
    """Whether a line begins as paragraphs do: 下一步, 据了解, 一是, a quotation."""
    return bool(_OPENER.match(line))


def _head(line: str) -> float:
    """What a line's own beginning says: above 0 that it was cut from a sentence, below that it opens one."""
    score = 0.0
    if _NEVER_FIRST.match(line):
        score += NEVER_FIRST
    elif _MEASURES.match(line):
        score += MEASURE
    elif _OPENER.match(line):
        score += 0.0 if _SHORT_QUOTE.match(line) else OPENER
    elif _SOFT_OPENER.match(line):
        score += SOFT_OPENER
    if re.match(r"[^，,。；;：:！？“”]{1,5}[。；;]", line):
        score += SHORT_CLAUSE
    elif re.match(r"[^，,。；;：:！？“”]{6,9}[。；;]", line):
        score += SHORT_CLAUSE / 2
    return score


def word_across(left: str, right: str) -> float:
    """What a segmentation over the seam gains on one that must stop at it: 重大专 | 项 → 专项, 政协智 | 库 → 智库.

    The two are simplified and hold no punctuation; either may be empty.
    """
    if not left or not right:
        return 0.0
    return _likelihood(left + right) - _likelihood(left) - _likelihood(right)


@lru_cache(maxsize=4096)
def _likelihood(text: str) -> float:
    """The log-probability of the best segmentation of `text` by jieba's word frequencies."""
    total = log_total()
    best = [0.0]
    for end in range(1, len(text) + 1):
        best.append(
            max(
                best[start] + math.log(frequency(text[start:end]) or 1) - total
                for start in range(max(0, end - 8), end)
                if end - start == 1 or frequency(text[start:end])
            )
        )
    return best[-1]


@cache
def _open_ends() -> tuple[str, ...]:
    """The words of open_ends.tsv."""
    lines = (files("pipeline.text") / "open_ends.tsv").read_text("utf-8").splitlines()
    return tuple(line.split("\t")[0] for line in lines[1:] if not line.startswith("#"))[1:]


@cache
def _simplify() -> opencc.OpenCC:
    return opencc.OpenCC("hk2s")


def _simplified(text: str) -> str:
    return str(_simplify().convert(text))


def _enumeration(above: str, below: str) -> float:
    """一是… | …。二是… goes on; 三是 after 一是, or 二是 after none, was cut from another text."""
    last: dict[str, int] = {}
    for match in _ENUMERATORS.finditer(above):
        last[_style(match)] = _number(match)
    found = next(_ENUMERATORS.finditer(below), None)
    if found is None or found.start() == 0 or _number(found) == 1:
        return 0.0
    before = last.get(_style(found))
    if before is None:
        return WRONG_ENUMERATION / 2
    return ENUMERATION if _number(found) == before + 1 else WRONG_ENUMERATION


def _style(match: re.Match[str]) -> str:
    return (match["shi_mark"] or "") if match["shi"] else str(match.lastgroup)


def _number(match: re.Match[str]) -> int:
    return _NUMBERS[match["shi"] or match["dun"] or match["kuo"] or match["di"] or match["xu"]]


def _bracket(above: str, below: str) -> float:
    """A bracket left open above and closed below speaks for the seam, one closed below that no one opened too."""
    opened = _unclosed(above)
    for character in below:
        if character in _BRACKETS:
            return 0.0
        if character in _BRACKETS.values():
            return OPEN_BRACKET if any(_BRACKETS[c] == character for c in opened) else -OPEN_BRACKET
    return 0.0


def _unclosed(text: str) -> list[str]:
    opened: list[str] = []
    for character in text:
        if character in _BRACKETS:
            opened.append(character)
        elif opened and character == _BRACKETS[opened[-1]]:
            opened.pop()
    return opened


def _list(above: str, below: str) -> float:
    """A list of items with semicolons that goes on below."""
    head = re.split(r"[。！？!?]", below, maxsplit=1)[0]
    tail = re.split(r"[。！？!?]", above)[-1]
    if not (
        re.search("[；;]", tail)
        and re.search("[；;]", below if "。" not in below else head + below[len(head) : len(head) + 1])
    ):
        return 0.0
    same = set(_PARALLEL.findall(tail)) & set(_PARALLEL.findall(head))
    return LIST + (PARALLEL if same else 0.0)


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1) if not _PUNCTUATION.search(text[i : i + 2])}
