"""Which line that breaks off goes on where: the seams of a page.

The lines of a page and their kinds come in, the seams go out, strongest evidence first. The hard thing is that a seam
between words says little by itself; that several pieces break off side by side (市科技局 …重大专 | 市财政局 …企业、) and
go on in the same order says more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.text.lines import LineKind, breaks_off, line_kind, may_break_off
from pipeline.text.seams import Seams

# Tuned on breaks put into the seeds and own texts (benchmarks/columns.py), where a false join costs more than a
# missed one: at 2.0 a third of the paragraphs that only lost their full stop are joined to the next, at 4.0 a tenth
# more of the paragraphs that a headline breaks stay broken.
JOIN = 3.0  # the least score of a seam
JOIN_HEADING = 5.5  # the same where the upper line could be a heading, 相关单位负责同志、政协智
NEXT = 2.0  # the line below is the very next one
SET_ASIDE = 0.5  # only headings, captions or credits lie between
ELSEWHERE = -2.0  # text lies between
ROW = 4.0  # text lies between, and another seam already spans it: the page was read across
BROKEN_ROW = 5.0  # the same where several pieces in a row break off under each other's headers
FIRST_OF_ROW = 3.5  # the first broken end of such a row with the first line below the row
# Two seams and more were found: this page breaks its lines, so a lost full stop is less likely.
BROKEN_PAGE = 1.0
LATER = 0.4  # for each line after the first that could follow the seam before it in a row
LIKENESS = 2.0
PASSES = 4  # a seam found makes its row's next one likelier; rows have seldom more columns than this
REACH = 30  # lines of text within which a column goes on


@dataclass(frozen=True, slots=True)
class Seam:
    """Line `end` breaks off and line `start` goes on with it."""

    end: int
    start: int
    score: float
    over_text: bool  # text of another column lies between


class Matcher:
    """Finds the seams of a page given its lines, none of them empty, and the kind of each."""

    def __init__(self, texts: Sequence[str], kinds: Sequence[LineKind]) -> None:
        self._texts = texts
        self._kinds = kinds

    def seams(self) -> list[Seam]:
        """The seams taken, from the strongest on: each end and start once, those over other text in order."""
        ends = [i for i in range(len(self._texts) - 1) if self._may_end(i)]
        if not ends:
            return []
        self._scorer = Seams(self._texts)
        self._rows = self._broken_rows(ends)
        candidates = [seam for end in ends for seam in self._candidates(end)]
        taken = self._chosen(candidates, [])
        hopeful = [seam for seam in candidates if seam.score + BROKEN_ROW >= JOIN]
        for _ in range(PASSES):
            before = len(taken)
            again = [seam for s in hopeful if (seam := self._seen_again(s, taken)) is not None]
            taken = self._chosen(again, taken)
            if len(taken) == before:
                break
        return sorted(taken, key=lambda seam: seam.start)

    def _broken_rows(self, ends: Sequence[int]) -> dict[int, tuple[int, int]]:
        """For each end in a row of pieces that break off under each other's headers, the row's first and last end.

        市科技局 …重大专 | 市财政局 …企业、| 市市场监管局 …系统: the pieces stand side by side on the page.
        """
        rows: list[list[int]] = []
        for end in ends:
            if self._kinds[end] != "text":
                continue
            if rows and self._under_next_header(rows[-1][-1], end):
                rows[-1].append(end)
            else:
                rows.append([end])
        return {end: (row[0], row[-1]) for row in rows if len(row) > 1 for end in row}

    def _under_next_header(self, above: int, below: int) -> bool:
        between = self._kinds[above + 1 : below]
        return between[:1] == ["header"] and set(between) <= {"header", "text"}

    def _may_end(self, i: int) -> bool:
        if self._kinds[i] == "text":
            return breaks_off(self._texts[i]) or line_kind(self._texts[i]) == "heading"
        return self._kinds[i] == "heading" and may_break_off(self._texts[i])

    def _candidates(self, end: int) -> list[Seam]:
        """Every line of text in reach that the line `end` could go on with, as far as no bar stands between."""
        found: list[Seam] = []
        passed = 0
        heading = self._kinds[end] == "heading"
        piece = self._piece(end)
        last = self._rows.get(end, (end, end))[1]
        below_row = next((i for i in range(last + 1, len(self._texts)) if self._kinds[i] == "text"), -1)
        for start in range(end + 1, len(self._texts)):
            if self._kinds[start] != "text":
                continue
            hopeless = passed and start != below_row and self._scorer.opens(start)
            if not hopeless and not self._under_header(start):
                score = self._scorer.score(end, start) + LIKENESS * self._scorer.likeness(piece, start)
                first, last = self._rows.get(end, (end, end))
                if first < last and end == first and start == below_row:
                    score += FIRST_OF_ROW
                elif first < last and end == last and not passed:
                    score += 0.0  # the row's first end has the better claim
                elif start == end + 1:
                    score += NEXT
                elif not passed:
                    score += SET_ASIDE
                else:
                    score += ELSEWHERE
                found.append(Seam(end, start, score - (JOIN_HEADING - JOIN if heading else 0.0), passed > 0))
            passed += 1
            if passed > (0 if heading else REACH):
                break
        return found

    def _under_header(self, start: int) -> bool:
        """Whether a speaker's header stands above a line with no text between: the line begins that piece."""
        above = start - 1
        while above >= 0 and self._kinds[above] != "text":
            if self._kinds[above] == "header":
                return True
            above -= 1
        return False

    def _piece(self, i: int) -> range:
        """The lines of text up to line i and below the heading or header above it."""
        first = i
        while first and self._kinds[first - 1] == "text" and i - first < REACH:
            first -= 1
        return range(first, i + 1)

    def _chosen(self, candidates: list[Seam], taken: list[Seam]) -> list[Seam]:
        chosen = list(taken)
        ends = {seam.end for seam in taken}
        starts = {seam.start for seam in taken}
        for seam in sorted(candidates, key=lambda s: (-s.score, s.start - s.end)):
            if seam.score < JOIN:
                break
            if seam.end in ends or seam.start in starts or any(_crosses(seam, other) for other in chosen):
                continue
            chosen.append(seam)
            ends.add(seam.end)
            starts.add(seam.start)
        return chosen

    def _seen_again(self, seam: Seam, taken: list[Seam]) -> Seam | None:
        """The seam with what those taken before say for it."""
        if not seam.over_text:
            return replace(seam, score=seam.score + BROKEN_PAGE) if len(taken) > 1 else None
        later = self._lines_into_row(seam, taken)
        if later is None:
            return None
        return replace(
            seam, score=seam.score + (BROKEN_ROW if seam.end in self._rows else ROW) - LATER * later
        )

    def _lines_into_row(self, seam: Seam, taken: list[Seam]) -> int | None:
        """How many lines of text lie between the row's seam before and this one; None where there is no row."""
        before = [s for s in taken if s.end < seam.end < s.start < seam.start]
        after = [s for s in taken if seam.end < s.end < seam.start < s.start]
        if not before and not after:
            return None
        first = max([s.start for s in before] or [s.end for s in after])
        return sum(kind == "text" for kind in self._kinds[first + 1 : seam.start])


def _crosses(one: Seam, other: Seam) -> bool:
    """Whether two seams cannot both be: columns go on in the order in which they broke off."""
    outer, inner = (one, other) if one.end < other.end else (other, one)
    return inner.start < outer.start and inner.over_text
