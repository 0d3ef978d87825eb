"""What an article says of itself: its title, its publisher, the day it was published, its script.

The source's text comes in, a `Metadata` goes out. The hard thing is that a page names several: the website that
took the article over beside the newspaper that printed it first, 发布时间:2024-11-16 … 《人民日报》(2024年08月27日 19版); and
that where the text begins with body, there is no title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import opencc

from pipeline.stages.annotations import Metadata
from pipeline.stages.imprint import (
    HEAD,
    SERIES,
    WIRE_LEAD,
    Line,
    paper_named_alone,
    published_on,
    publisher_of,
)
from pipeline.text.credits import is_credit, is_signature
from pipeline.text.lines import line_kind
from pipeline.text.paragraphs import INVISIBLE
from pipeline.text.prepare import simplify

LONGEST_TITLE = 90
SCRIPT_SAMPLE = 20_000  # characters that decide the script

_LABELLED_TITLE = re.compile(r"^(?:标题|题目|題目|標題)\s*[：:]\s*")
_SITE_SUFFIX = re.compile(
    r"\s*(?:[_|｜]\s*\S{0,16}(?:网|新闻|频道|报|政府|平台|门户|客户端)\S{0,8})+$|\s+-\s+\S{0,16}(?:网|报|政府|平台|客户端)$"
)


def read_metadata(text: str) -> Metadata:
    """Title, publisher, date and script of a source's text; title and publisher in its own script.

    What the text does not say is None. The newspaper's own imprint wins over the website that took it over;
    the place is left open.
    """
    lines = list(_lines(text))
    return Metadata(
        title=_title(lines),
        publisher=publisher_of(lines),
        published_on=published_on(lines),
        script=script_of(text),
    )


def metadata_lines(paragraphs: Sequence[str]) -> list[Literal["title", "meta"] | None]:
    """For each paragraph whether it is the article's title (its subtitle too) or speaks of the article."""
    lines = [Line(p.strip(), simplify(p.strip())) for p in paragraphs]
    kinds: list[Literal["title", "meta"] | None] = [
        "meta" if line.text and _is_meta(line.plain, number) else None for number, line in enumerate(lines)
    ]
    title = _title_line(lines)
    if title is None:
        return kinds
    kinds[title] = "title"
    for number in range(title + 1, min(title + 3, len(lines))):
        if not lines[number].plain.startswith(("—", "--", "－")) or line_kind(lines[number].plain) == "text":
            break
        kinds[number] = "title"
    return kinds


def script_of(text: str) -> Literal["hans", "hant"]:
    """The script that more characters belong to alone: 會 is traditional only, 会 simplified only."""
    sample = text[:SCRIPT_SAMPLE]
    traditional = sum(a != b for a, b in zip(sample, simplify(sample), strict=True))
    converted = _to_traditional().convert(sample)
    simplified = sum(a != b for a, b in zip(sample, converted, strict=False))
    return "hant" if traditional > simplified else "hans"


def _lines(text: str) -> Iterator[Line]:
    for raw in text.splitlines():
        line = raw.strip().strip(INVISIBLE).strip()
        if line:
            yield Line(line, simplify(line))


def _title(lines: Sequence[Line]) -> str | None:
    number = _title_line(lines)
    if number is None:
        return None
    line = lines[number].text.lstrip("#").strip()
    line = line[_labelled.end() :] if (_labelled := _LABELLED_TITLE.match(line)) else line
    return _SITE_SUFFIX.sub("", line) or None


def _title_line(lines: Sequence[Line]) -> int | None:
    """The first line of the head that has a title's form, unless body comes first."""
    for number, line in enumerate(lines[:HEAD]):
        if not line.plain or _is_meta(line.plain, number):
            continue
        if _LABELLED_TITLE.match(line.plain):
            return number
        if _may_be_title(line.plain):
            return number if number + 1 < len(lines) else None
        if line_kind(line.plain) == "text":
            return None
    return None


def _may_be_title(plain: str) -> bool:
    if len(plain) < 5 or len(plain) > LONGEST_TITLE or "。" in plain or plain[-1] in "，,、：:；;":
        return False
    if plain.startswith(("—", "--", "－")) or SERIES.match(plain) or WIRE_LEAD.match(plain):
        return False
    if re.fullmatch(r"【[^】]*】|〔[^〕]*〕", plain) or plain[0] in "（(□■":
        return False
    return line_kind(plain) in ("heading", "header") or not re.search(r"[；;]|[，,].*[，,].*[，,]", plain)


def _is_meta(plain: str, position: int) -> bool:
    if is_signature(plain):
        return False
    if is_credit(plain):
        return True
    return position < HEAD and bool(SERIES.match(plain) or paper_named_alone(plain))


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
