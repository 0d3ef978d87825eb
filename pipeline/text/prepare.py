"""From a source text to its reading text: paragraphs in order, simplified script, full-width punctuation.

Comes in: the source as read. Goes out: an `AlignedText` with one paragraph a line. The hard part is that every
step must keep the way back: script and punctuation are therefore changed one character for one (會,「→ 会，“),
and only the joining of lines moves characters.
"""

from __future__ import annotations

import re
from functools import cache

import opencc

from pipeline.text.aligned import AlignedText
from pipeline.text.paragraphs import reading_paragraphs

_FULL_WIDTH = str.maketrans(
    {
        ";": "；",
        "?": "？",
        "!": "！",
        "(": "（",
        ")": "）",
        "「": "“",
        "」": "”",
        "『": "‘",
        "』": "’",
        "﹑": "、",
        "｡": "。",
        "\u3000": " ",
        "\u00a0": " ",
        "\t": " ",
    }
)
_BETWEEN_DIGITS = re.compile(r"(?<![0-9])[,:]|[,:](?![0-9])")  # 1,000 and 10:30 stay
_STRAIGHT_QUOTE = re.compile(r'"')


def prepare(source: str) -> AlignedText:
    """The reading text of a source: one paragraph a line, every character with its source offset."""
    reading = AlignedText.join(reading_paragraphs(source), "\n")
    return reading.replaced(punctuate(simplify(reading.text)))


def simplify(text: str) -> str:
    """Traditional to simplified characters (OpenCC hk2s), of the same length; simplified text is unchanged."""
    converted = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(one if len(one := _converter().convert(c)) == 1 else c for c in text)


def punctuate(text: str) -> str:
    """Half-width and corner punctuation as full-width, one character for one; numbers keep theirs."""
    text = text.translate(_FULL_WIDTH)
    text = _BETWEEN_DIGITS.sub(lambda m: "，" if m[0] == "," else "：", text)
    if '"' not in text:
        return text
    return "\n".join(_curl(line) for line in text.split("\n"))


def _curl(line: str) -> str:
    """Straight quotation marks as opening and closing ones in turn."""
    turns = iter("“”" * line.count('"'))
    return _STRAIGHT_QUOTE.sub(lambda _: next(turns), line)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("hk2s")
