"""Reprints made by rule from real articles: what editors do to a 通稿, and articles that are none of it.

Seed articles are cut into pieces of some 800 characters, each an article of its own; pieces of one seed share
speakers, place and occasion and are the hard negatives. Each piece is reprinted in seven ways.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import rjieba

Edit = Callable[[str, random.Random], str]

_PIECE = 800
_REWORDED = 0.1
_SENTENCE = re.compile(r"[^。！？]*[。！？]?")


def pieces(seeds: Path) -> list[str]:
    """Articles of some 800 characters, made of whole sentences."""
    found = []
    for path in sorted(seeds.glob("*.txt")):
        piece = ""
        for sentence in _SENTENCE.findall(re.sub(r"\s+", "", path.read_text("utf-8-sig"))):
            piece += sentence
            if len(piece) >= _PIECE:
                found.append(piece)
                piece = ""
    return found


def reprints(article: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """(how it was edited, the edited text)."""
    for names in (
        ("lines",),
        ("title",),
        ("lead",),
        ("paragraph",),
        ("reword",),
        ("title", "lead", "lines"),
        ("title", "paragraph", "reword"),
    ):
        text = article
        for name in names:
            text = _EDITS[name](text, chance)
        yield "+".join(names), text


def other_report(article: str, others: Sequence[str], chance: random.Random) -> str:
    """A report of its own that takes a third of the article's sentences over, as from one meeting: no reprint."""
    sentences = _SENTENCE.findall(article)
    taken = chance.sample(sentences, len(sentences) // 3)
    own = [sentence for other in others for sentence in chance.sample(_SENTENCE.findall(other), 2)]
    mixed = own + taken
    chance.shuffle(mixed)
    return "".join(mixed)


def _lines(text: str, chance: random.Random) -> str:
    """Broken into lines of another width, as another page has them."""
    width = chance.randint(15, 40)
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


def _title(text: str, chance: random.Random) -> str:
    """Another headline and dateline before it."""
    return f"{''.join(chance.sample(_words(text), 5))}\n晚报记者{chance.randint(1, 9)}月{chance.randint(1, 28)}日电\n{text}"


def _lead(text: str, chance: random.Random) -> str:
    """Without its first sentences, 15 to 25 in 100 characters."""
    start = int(len(text) * chance.uniform(0.15, 0.25))
    return text[text.find("。", start) + 1 :] or text


def _paragraph(text: str, chance: random.Random) -> str:
    """Without 15 to 25 in 100 characters from the middle."""
    start = int(len(text) * chance.uniform(0.2, 0.6))
    return text[:start] + text[start + int(len(text) * chance.uniform(0.15, 0.25)) :]


def _reword(text: str, chance: random.Random) -> str:
    """One word in ten replaced by another of the text's own, which keeps what the article is about."""
    words = _words(text)
    each = count()
    return "".join(
        chance.choice(words) if next(each) % round(1 / _REWORDED) == 0 and len(word) > 1 else word
        for word in rjieba.cut(text)
    )


def _words(text: str) -> list[str]:
    return [word for word in rjieba.cut(text) if len(word) > 1]


_EDITS: dict[str, Edit] = {
    "lines": _lines,
    "title": _title,
    "lead": _lead,
    "paragraph": _paragraph,
    "reword": _reword,
}
