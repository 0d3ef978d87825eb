"""Tells the county of a text by the towns that it names.

Comes in: a text. Goes out: counties with the weight that its towns give them. Hard about it: a county's paper
names itself least of all, but its towns all the time (县委书记到王村口镇调研), and many towns share a name (城关镇
is in two hundred counties), so that a town counts for as much as it tells, and one alone tells little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from pipeline.lexicons import lexicon
from pipeline.lexicons.gazetteer import towns

_ENDING = re.compile("[镇乡]|街道|苏木")
_LONGEST = 15  # characters; a longer name (天津未来科技城…区片区) is no town's
_AFTER = re.compile(r"[化居贤愁亲情土音里外长级医]|体系|企业|职工|建设|振兴")  # 新城镇|化, 美丽乡|土


def county_of_towns(text: str) -> tuple[str, tuple[int, int]] | None:
    """The county that most of the towns named lie in, with the span of the one that tells most.

    Null where no town of only one county is named, or where two counties have as many.
    """
    weights: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, tuple[int, int]]] = {}
    seen = set()
    for ending in _ENDING.finditer(text):
        name, counties = _town(text, ending.end())
        start, end = ending.end() - len(name), ending.end()
        if not name or name in seen or _AFTER.match(text, end):
            continue
        seen.add(name)
        for county in counties:
            weights[county] += 1 / len(counties)
            best[county] = max(best.get(county, (0.0, (0, 0))), (1 / len(counties), (start, end)))
    ranked = sorted(weights, key=lambda county: (-weights[county], county))
    if not ranked or weights[ranked[0]] < 1 or (len(ranked) > 1 and weights[ranked[1]] == weights[ranked[0]]):
        return None
    return ranked[0], best[ranked[0]][1]


def _town(text: str, end: int) -> tuple[str, tuple[str, ...]]:
    """The longest name of a town that ends there, as texts write it, and its counties; empty where there is none."""
    known, words = towns(), _town_words()
    bare_end = end - 2 if text.startswith("街道", end - 2) else end  # the list leaves that ending out
    for start in range(max(0, end - _LONGEST), end - 2):
        counties = known.get(text[start:bare_end])
        if counties and (name := text[start:end]) not in words and not name.endswith(("镇街道", "乡街道")):
            return name, counties
    return "", ()


@cache
def _town_words() -> frozenset[str]:
    return frozenset(lexicon("place_words", "town_word"))
