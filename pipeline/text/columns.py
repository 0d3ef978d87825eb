"""Newspaper columns that were read across, put back in order.

The stripped lines of a page come in; whole paragraphs go out in reading order. A page read across gives the
first columns of several pieces, then their second columns: 市科技局 …重大专 | 市发改委 … | 市财政局 …企业、| 项和重点研发计划… .
The hard thing is which beginning belongs to which end, and that whatever follows a beginning (下一步,市财政局将…) was
in its column and moves with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.text.aligned import AlignedText
from pipeline.text.lines import LineKind, line_kind
from pipeline.text.matching import Matcher, Seam

_LATIN_END = re.compile(r"[A-Za-z][,.]?$")


def restore_columns(lines: Sequence[AlignedText]) -> list[AlignedText]:
    """The paragraphs of a page whose stripped, non-empty lines are given: broken ones joined, columns in order.

    A heading between the two halves of a paragraph is set above the header of its piece, a caption or credit
    below the paragraph. Every line is in one paragraph of the result, once.
    """
    page = Page(lines)
    return page.assembled(page.seams())


class Page:
    """The lines of a page and what each is."""

    def __init__(self, lines: Sequence[AlignedText]) -> None:
        self._lines = lines
        self._texts = [line.text for line in lines]
        self._kinds: list[LineKind] = [line_kind(text) for text in self._texts]
        for i in range(1, len(lines) - 1):
            # Between two headers stands the first one's text, be it as short as a heading.
            if self._kinds[i - 1 : i + 2] == ["header", "heading", "header"] and re.search(
                "[，,]", self._texts[i]
            ):
                self._kinds[i] = "text"

    def seams(self) -> list[Seam]:
        """Which line goes on where, in the order of the lines that go on."""
        return Matcher(self._texts, self._kinds).seams()

    def assembled(self, seams: Sequence[Seam]) -> list[AlignedText]:
        """The paragraphs, given the seams in the order of their starts."""
        order = list(range(len(self._texts)))
        starts = {seam.start for seam in seams}
        for index, seam in enumerate(seams):
            later = seams[index + 1].start if index + 1 < len(seams) else None
            self._bring_together(order, seam, starts, later)
        joined = {seam.start for seam in seams}
        paragraphs: list[list[int]] = []
        for i in order:
            if i in joined:
                paragraphs[-1].append(i)
            else:
                paragraphs.append([i])
        return [join_lines([self._lines[i] for i in parts]) for parts in paragraphs]

    def _bring_together(self, order: list[int], seam: Seam, starts: set[int], later: int | None) -> None:
        """Move the run that begins at the seam's start behind its end, and what stood between out of the way."""
        at = order.index(seam.start)
        if order[at - 1] == seam.end:
            return
        aside: list[int] = []
        while self._kinds[order[at - 1]] != "text" and order[at - 1] != seam.end:
            at -= 1
            aside.insert(0, order.pop(at))
        run = [seam.start]
        if order[at - 1] != seam.end:
            run = self._run(order, at, starts, later)
            run = self._given_to_owners(order, run, seam)
        for i in run:
            order.remove(i)
        after = order.index(seam.end) + 1
        order[after:after] = run
        below = order.index(run[0]) + 1
        while below < len(order) and self._kinds[order[below]] == "credit":
            below += 1
        order[below:below] = [i for i in aside if self._kinds[i] != "heading"]
        above = self._head_of_piece(order, seam.end, starts)
        order[above:above] = [i for i in aside if self._kinds[i] == "heading"]

    def _run(self, order: list[int], at: int, starts: set[int], later: int | None) -> list[int]:
        """The lines from order[at] on that were in the same column: up to the next start or header."""
        run = [order[at]]
        for i in order[at + 1 :]:
            if i in starts or self._kinds[i] in ("header", "credit", "caption"):
                break
            if self._kinds[i] == "heading" and later is None:
                break
            run.append(i)
        while self._kinds[run[-1]] == "heading":  # it stands above the next start
            run.pop()
        return run

    def _given_to_owners(self, order: list[int], run: list[int], seam: Seam) -> list[int]:
        """The run without the lines that name another piece's header of the row; those move below that piece.

        A column that ended with a paragraph leaves no broken end to match: 关于创建科技生态方面,市发改委积极推动… is known
        by its own header between the two that a seam was found for.
        """
        above = [i for i in range(seam.end, -1, -1) if self._kinds[i] == "header"]
        own = self._name(above[0]) if above else ""
        others = [i for i in range(seam.end, seam.start) if self._kinds[i] == "header"]
        for position, line in enumerate(run[1:], start=1):
            text = self._texts[line]
            owner = next((i for i in others if len(self._name(i)) > 1 and self._name(i) in text), None)
            if owner is None or (own and own in text):
                continue
            last = order.index(owner)
            while (
                last + 1 < len(order)
                and self._kinds[order[last + 1]] == "text"
                and order[last + 1] < seam.start
            ):
                last += 1
            if last == order.index(owner) or order[last] in {run[0], seam.end}:
                continue
            rest = run[position:]
            for i in rest:
                order.remove(i)
            order[last + 1 : last + 1] = rest
            return run[:position]
        return run

    def _name(self, header: int) -> str:
        """What the text calls the speaker of a header: 市市场监管局, 谢惠兰."""
        bare = re.sub(r"[（(].*|[：:□]", "", self._texts[header]).strip()
        return bare.split()[-1] if bare.split() else ""

    def _head_of_piece(self, order: list[int], end: int, starts: set[int]) -> int:
        """Where a headline of the piece that holds line `end` goes: above its header, else above the paragraph."""
        paragraph = order.index(end)
        while order[paragraph] in starts:
            paragraph -= 1
        at = paragraph
        while at and self._kinds[order[at - 1]] == "text":
            at -= 1
        first = at
        while first and self._kinds[order[first - 1]] == "header":
            first -= 1
        has_headline = first and self._kinds[order[first - 1]] == "heading"
        return (
            first if first < at and not (has_headline and "□" in self._texts[order[first]][:1]) else paragraph
        )


def join_lines(parts: Sequence[AlignedText]) -> AlignedText:
    """The parts as one line; a space stays between two Latin words."""
    pieces = [parts[0]]
    for above, below in pairwise(parts):
        if _LATIN_END.search(above.text) and below.text[:1].isascii() and below.text[:1].isalpha():
            pieces.append(AlignedText(" ", above.offsets[-1:]))
        pieces.append(below)
    return AlignedText.join(pieces)
