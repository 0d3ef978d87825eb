"""How many broken paragraphs the reader puts back, and how many whole ones it joins by mistake.

Clean articles go in. They are broken as newspaper pages break: a paragraph at a random place, a heading, a
caption or another article's column between its halves; and some lose a full stop or are cut off, which must join
nothing. Out come the shares restored exactly, by kind of break, and the false joins per thousand paragraphs.

    python benchmarks/columns.py seeds/*.txt
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.text.lines import line_kind
from pipeline.text.paragraphs import reading_paragraphs

HEADINGS = (
    "让老街巷焕发新活力",
    "以小切口服务大民生",
    "织密乡村养老服务网",
    "打通项目落地“最后一公里”",
    "种好家门口的“幸福树”",
)
CAPTIONS = (
    "图为委员在社区走访。本报记者 江一苇 摄",
    "▲会议现场。 余音 摄",
    "5月6日,委员们察看河道治理情况。通讯员 石磊 摄",
)
HEADERS = (
    "市政协委员 江一苇",
    "市政协常委、市工商联副主席 余音",
    "区政协委员 石磊",
    "市交通运输局",
    "市水利局",
    "县教育体育局",
)

Page = tuple[list[str], list[str]]  # the lines as broken, the paragraphs as they should come out


def headed(paragraphs: Sequence[str], random: random.Random) -> Page:
    """A headline stands inside a paragraph."""
    return _interrupted(paragraphs, random, random.choice(HEADINGS))


def captioned(paragraphs: Sequence[str], random: random.Random) -> Page:
    """A photograph's caption stands inside a paragraph."""
    return _interrupted(paragraphs, random, random.choice(CAPTIONS))


def broken(paragraphs: Sequence[str], random: random.Random) -> Page:
    """A paragraph is broken, with nothing between."""
    return _interrupted(paragraphs, random, None)


def columns(paragraphs: Sequence[str], random: random.Random) -> Page:
    """Two or three pieces, each under its header, were read across: first parts, then second parts."""
    pieces = [piece for piece in _pieces(paragraphs, random.choice((2, 3))) if piece]
    headers = random.sample(HEADERS, len(pieces))
    first, second, whole = [], [], []
    for header, piece in zip(headers, pieces, strict=True):
        which = random.randrange(len(piece))
        cut = _cut(piece[which], random)
        first += [header, *piece[:which], piece[which][:cut]]
        second += [piece[which][cut:], *piece[which + 1 :]]
        whole += [header, *piece]
    return first + second, whole


def headed_columns(paragraphs: Sequence[str], random: random.Random) -> Page:
    """The same with the headline of each piece above its second part."""
    pieces = [piece for piece in _pieces(paragraphs, 2) if piece]
    headers, headings = random.sample(HEADERS, len(pieces)), random.sample(HEADINGS, len(pieces))
    first, second, whole = [], [], []
    for header, heading, piece in zip(headers, headings, pieces, strict=True):
        cut = _cut(piece[-1], random)
        first += [header, *piece[:-1], piece[-1][:cut]]
        second += [heading, piece[-1][cut:]]
        whole += [heading, header, *piece]
    return first + second, whole


def stop_lost(paragraphs: Sequence[str], random: random.Random) -> Page:
    """A paragraph has lost its full stop: nothing is to be joined."""
    which = random.randrange(len(paragraphs))
    lines = [p.rstrip("。") if number == which else p for number, p in enumerate(paragraphs)]
    return lines, lines


def stop_lost_above_heading(paragraphs: Sequence[str], random: random.Random) -> Page:
    """The same, and a subheading follows."""
    lines, _ = stop_lost(paragraphs, random)
    at = random.randrange(1, len(lines)) if len(lines) > 1 else 1
    lines = [
        p.rstrip("。") if number == at - 1 else q
        for number, (p, q) in enumerate(zip(lines, paragraphs, strict=True))
    ]
    lines[at:at] = [random.choice(HEADINGS)]
    return lines, lines


def cut_off(paragraphs: Sequence[str], random: random.Random) -> Page:
    """The second half of a paragraph is missing: nothing is to be joined."""
    which = random.randrange(len(paragraphs))
    lines = list(paragraphs)
    lines[which] = lines[which][: _cut(lines[which], random)]
    return lines, lines


KINDS: tuple[Callable[[Sequence[str], random.Random], Page], ...] = (
    broken,
    headed,
    captioned,
    columns,
    headed_columns,
    stop_lost,
    stop_lost_above_heading,
    cut_off,
)


def trials(articles: Sequence[Sequence[str]], rounds: int, seed: int) -> Iterator[tuple[str, Page]]:
    """Broken pages of every kind, each from some consecutive paragraphs of one article."""
    chance = random.Random(seed)
    for kind in KINDS:
        for _ in range(rounds):
            article = chance.choice(articles)
            start = chance.randrange(max(1, len(article) - 5))
            yield kind.__name__, kind(article[start : start + chance.randint(3, 6)], chance)


def measure(
    articles: Sequence[Sequence[str]], rounds: int = 200, seed: int = 1
) -> tuple[Counter[str], Counter[str]]:
    """For each kind of break, how many pages came out exactly right, and how many paragraphs were joined falsely."""
    right: Counter[str] = Counter()
    false_joins: Counter[str] = Counter()
    for kind, (lines, whole) in trials(articles, rounds, seed):
        found = [paragraph.text for paragraph in reading_paragraphs("\n\n".join(lines))]
        right[kind] += Counter(found) == Counter(whole) and _in_order(found, whole)
        false_joins[kind] += sum(p not in whole and p not in lines for p in found)
    return right, false_joins


def clean_paragraphs(text: str) -> list[str]:
    """The paragraphs of running text that are whole."""
    lines = [paragraph.text for paragraph in reading_paragraphs(text)]
    return [line for line in lines if len(line) >= 40 and line_kind(line) == "text" and line.endswith("。")]


def _in_order(found: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the paragraphs of text stand in order; a headline may stand above or below its piece."""
    running = [p for p in whole if p not in HEADINGS and p not in CAPTIONS]
    return [p for p in found if p not in HEADINGS and p not in CAPTIONS] == running


def _interrupted(paragraphs: Sequence[str], random: random.Random, by: str | None) -> Page:
    which = random.randrange(len(paragraphs))
    cut = _cut(paragraphs[which], random)
    halves = [paragraphs[which][:cut], *([by] if by else []), paragraphs[which][cut:]]
    whole = [*paragraphs, *([by] if by else [])]
    return [*paragraphs[:which], *halves, *paragraphs[which + 1 :]], whole


def _cut(paragraph: str, random: random.Random) -> int:
    """A place inside a sentence, not at its end and with no punctuation to begin the second half."""
    places = [
        i
        for i in range(20, len(paragraph) - 6)
        if paragraph[i] not in "，。、；：！？,;:!?”’）)》" and paragraph[i - 1] not in "。；：！？;:!?“"
    ]
    return random.choice(places) if places else len(paragraph) // 2


def _pieces(paragraphs: Sequence[str], number: int) -> list[list[str]]:
    size = max(1, len(paragraphs) // number)
    return [list(paragraphs[i : i + size]) for i in range(0, size * number, size)]


def main(paths: Sequence[str]) -> None:
    """Print the figures over the files named."""
    articles = [found for path in paths if len(found := clean_paragraphs(Path(path).read_text("utf-8"))) >= 3]
    rounds = 200
    right, false_joins = measure(articles, rounds)
    for kind in KINDS:
        name = kind.__name__
        print(
            f"{name:24} exact {right[name] / rounds:.3f}   false joins {false_joins[name] / rounds:.3f} a page"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
