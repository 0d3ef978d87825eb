"""The stretches of a speech that may hold one candidate each: list items, enumerations, else sentences.

Comes in: the text of a speech. Goes out: `Piece`s (guidelines section 3). Hard about it: where the last item of an
enumeration ends (一是…；二是…。|当前要重点抓好…), and which sentence goes on with the item before it (要实施…行动。|同时加强…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.stages.markers import is_nested, markers_of, ordinal

_SENTENCE_END = re.compile(r"[。！？…]+[”’）]*|\n")
# 要丰富夜间产品。| the short sentence that heads an item, where there are several of them
_HEADING = re.compile(r"[，；\s]*要(?!求)[^，。；：]{4,14}。")
_OWN_CUE = re.compile(r"[，。；\s]*[^，。；]{0,12}(?:要|建议|下一步|将|应|必须|希望)")
_OPENS_WITH_MUST = re.compile(r"[，。；\s]*要(?!求)")
_MEANWHILE = re.compile(r"同时(?!，?[要也还])")
_GOES_ON = re.compile(r"同时|并且|此外还要")
# 必须把着力点放在改革上，|要解决好五个问题：|必须…；
_ANNOUNCED = re.compile(
    r"""
    (?:(?P<head>[^；]*)，)?[^，；：]*
    (?:[0-9一二三四五六七八九十两几]+(?:个|大|项|点|条|方面)[^，；：]{0,8}
      |规定|包括|如下|做到|以下|内容[是为])：
    """,
    re.VERBOSE,
)
_LONGEST_HEADING = (
    16  # characters of an item's own heading (强化维权。将…); higher takes the next item's sentence in
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a speech that may hold one candidate: offsets in the speech's own text."""

    start: int
    end: int
    rule: str
    in_list: bool = False
    first_in_list: bool = False
    cue: str | None = None  # 要, where the marker holds it: 一要


def pieces(text: str) -> list[Piece]:
    """The stretches of a speech's text that may hold one candidate each, in order."""
    found: list[Piece] = []
    markers = markers_of(text)
    position = 0
    for number, marker in enumerate(markers):
        found.extend(_sentences(text, position, marker.start()))
        headed = number == 0 or any(
            "。" in text[p.start : p.end - 1] for p in found if p.rule == "enumeration-item"
        )
        following = markers[number + 1] if number + 1 < len(markers) else None
        end = _end_of_item(text, marker, following, headed=headed)
        cue = "要" if "要" in marker[0] else None
        found.append(Piece(marker.end(), end, "enumeration-item", True, number == 0, cue))
        position = end
    found.extend(_sentences(text, position, len(text)))
    return _joined(text, found)


def _joined(text: str, found: list[Piece]) -> list[Piece]:
    """The pieces, each with the sentences that go on with it."""
    joined: list[Piece] = []
    several_headings = sum(bool(_HEADING.fullmatch(text, p.start, p.end)) for p in found) > 1
    for piece in found:
        previous = joined[-1] if joined else None
        if previous is not None and previous.end == piece.start:
            headed = several_headings and _goes_on_under_heading(text, previous, piece)
            if headed or _goes_on_with_item(text, previous, piece):
                joined[-1] = replace(previous, end=piece.end)
                continue
        joined.append(piece)
    return joined


def _goes_on_under_heading(text: str, previous: Piece, piece: Piece) -> bool:
    """要丰富夜间产品。|引进…品牌，…: what stands under a heading of its own, without a cue."""
    words = text[piece.start : piece.end]
    if words.startswith("\n") or _OWN_CUE.match(words):
        return False
    return bool(_HEADING.fullmatch(text, previous.start, previous.end))


def _goes_on_with_item(text: str, previous: Piece, piece: Piece) -> bool:
    """要实施…行动，…。|同时加强…: only within a list, or behind 要…"""
    before = text[previous.start : previous.end]
    if not (previous.in_list or _OPENS_WITH_MUST.match(before)) or before.endswith("；"):
        return False
    same_line = "\n" not in text[previous.start : piece.end].strip()
    return same_line and bool(_MEANWHILE.match(text[piece.start : piece.end]))


def _end_of_item(text: str, marker: re.Match[str], following: re.Match[str] | None, *, headed: bool) -> int:
    """Where an item ends: at the next marker, or, the last one, with its sentence or its paragraph's end."""
    start = marker.end()
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if following is None:
        return _end_of_last_item(text, start, line_end, headed=headed)
    end = following.start()
    if ordinal(following) <= 1 < ordinal(marker) and marker.lastgroup == following.lastgroup:
        end = _before_new_list(text, start, end)
    return line_end if start < line_end < end else end


def _before_new_list(text: str, start: int, following: int) -> int:
    """The end of the last item before a sentence that announces another list: …模式。|当前要重点抓好四项工作，一是…"""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, start, following)]
    return ends[-1] if ends else following


def _end_of_last_item(text: str, start: int, line_end: int, *, headed: bool) -> int:
    if start < 6 or "\n" in text[start - 6 : start]:
        return line_end  # the item has a paragraph of its own
    sentence = _SENTENCE_END.search(text, start, line_end)
    while sentence and is_nested(text, sentence.start()) and sentence.end() < line_end:
        sentence = _SENTENCE_END.search(text, sentence.end(), line_end)
    end = sentence.end() if sentence else line_end
    if headed and end < line_end and end - start <= _LONGEST_HEADING and "，" not in text[start:end]:
        end = _end_of_sentence(text, end, line_end)
    while goes_on := _GOES_ON.match(text, end, line_end):
        end = _end_of_sentence(text, goes_on.end(), line_end)
    return end


def _end_of_sentence(text: str, start: int, end: int) -> int:
    sentence = _SENTENCE_END.search(text, start, end)
    return sentence.end() if sentence else end


def _sentences(text: str, start: int, end: int) -> Iterator[Piece]:
    """Sentences, and the items of a sentence that is a list with semicolons."""
    position = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if is_nested(text, match.start()) and match[0] != "\n":
            continue
        yield from _items(text, position, match.end())
        position = match.end()
    if position < end:
        yield from _items(text, position, end)


def _items(text: str, start: int, end: int) -> Iterator[Piece]:
    """The items of one sentence; a sentence without a semicolon is its own and only one."""
    cuts = [m.end() for m in re.finditer("；", text[start:end]) if not is_nested(text, start + m.start())]
    position = start
    if cuts and (announced := _ANNOUNCED.match(text, start, start + cuts[0])):
        if announced["head"]:
            yield Piece(start, announced.end("head"), "sentence")
            position = announced.end("head")
        yield Piece(position, announced.end(), "sentence")  # no proposal, but it tells what follows
        position = announced.end()
    for number, cut in enumerate(cuts):
        yield Piece(position, start + cut, "semicolon-item", True, number == 0)
        position = start + cut
    if text[position:end].strip():
        yield Piece(position, end, "semicolon-item" if cuts else "sentence", bool(cuts))
