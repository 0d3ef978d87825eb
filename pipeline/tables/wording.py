"""Whether two short wordings propose the same thing.

The words of a proposal or of a brief come in, what of them counts goes out, and whether two are alike. The hard
thing is that in a short text one word is the proposal: 加快修建停车场 and 加快修建图书馆 are two, 加快修建停车场 and
尽快修建停车场 are one; so words that an editor changes freely are left out, and the shorter the rest, the more of it
must agree.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

import rjieba

from schemas.identity import canonical

# Up to so many characters that count, all must agree; from so many on, the lower share of their pairs is enough: a
# reworded sentence keeps more than half of its pairs, two of one list share a third at most.
_STRICT, _LAX = 40, 80
_LOWEST = 0.5

_NUMBER = re.compile(r"\d+")
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万亿]+")
_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
# 本报讯, 晚报记者3月2日电, 新华社太原3月1日电, with no mark before it but brackets and line breaks
_DATELINE = re.compile(r"[^，。！？；：,!?;:]{0,30}?[报网社日][讯电訊電](?=[\W_]|[记記]者)")


@lru_cache(maxsize=100_000)
def content(text: str) -> str:
    """The text's words that count, run together: no words of duty and pace, numbers in digits (五百个: 500个)."""
    words = (word for word in rjieba.cut(canonical(text)) if word not in _light_words())
    return _NUMERAL.sub(lambda numeral: _in_digits(numeral[0]), "".join(words))


def body(text: str, title: str | None) -> str:
    """The text without its headline and dateline."""
    start = text.lstrip()
    if title and start.startswith(title):
        start = start.removeprefix(title).lstrip()
    dateline = _DATELINE.match(start)
    return start[dateline.end() :] if dateline else start


def alike(first: str, second: str) -> bool:
    """Whether the contents of two proposals say the same, the numbers all and the words mostly."""
    if first == second:
        return True
    shorter = min(len(first), len(second))
    if shorter <= _STRICT or _NUMBER.findall(first) != _NUMBER.findall(second):
        return False
    pairs, others = _pairs(first), _pairs(second)
    return len(pairs & others) >= _needed(shorter) * len(pairs | others)


def contained(first: str, second: str) -> bool:
    """Whether the content of one brief is the other's, but for a beginning or end of two thirds at most."""
    shorter, longer = sorted((first, second), key=len)
    if not shorter or 3 * len(shorter) < len(longer) or shorter not in longer:
        return False
    # 500个 stands in 1500个 and is another number
    return re.search(rf"(?<!\d){re.escape(shorter)}(?!\d)", longer) is not None


def _needed(length: int) -> float:
    """The share of pairs that must agree: 1 at _STRICT characters, _LOWEST at _LAX and above."""
    return max(_LOWEST, 1 - (1 - _LOWEST) * (length - _STRICT) / (_LAX - _STRICT))


@lru_cache(maxsize=10_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _in_digits(numeral: str) -> str:
    """五百: 500, 两千三百: 2300, 二〇二五: 2025; what begins with a unit stays (百姓, 千方百计), but for 十."""
    if numeral[0] in _MYRIADS or numeral[0] in "百千":
        return numeral
    total = section = digit = 0
    for sign in "一" + numeral if numeral[0] == "十" else numeral:
        if sign in _DIGITS:
            digit = 10 * digit + _DIGITS[sign]
        elif sign in _TENS:
            section, digit = section + digit * _TENS[sign], 0
        else:
            total, section, digit = total + (section + digit) * _MYRIADS[sign], 0, 0
    return str(total + section + digit)


@cache
def _light_words() -> frozenset[str]:
    """Words that an editor changes, adds or drops without changing what is proposed."""
    table = files("pipeline.tables").joinpath("light_words.tsv").read_text("utf-8")
    rows = csv.reader(table.splitlines()[2:], delimiter="\t")
    return frozenset(word for word, _, _ in rows)
