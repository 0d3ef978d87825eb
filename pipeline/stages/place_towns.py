"""Tells the county of a text by the towns that it names.

Comes in: a text. Goes out: counties with the weight that its towns give them. Hard about it: a county's paper
names itself least of all, but its towns all the time (县委书记到王村口镇调研), and many towns share a name (城关镇
is in two hundred counties), so that a town counts for as much as it tells, and one alone tells little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import ahocorasick_rs

from pipeline.lexicons import lexicon
from pipeline.lexicons.gazetteer import towns

_AFTER = re.compile(r"[化居贤愁亲情土音里外长级医]|体系|企业|职工|建设|振兴")  # 新城镇|化, 美丽乡|土


def county_of_towns(text: str) -> tuple[str, tuple[int, int]] | None:
    """The county that most of the towns named lie in, with the span of the one that tells most.

    Null where no town of only one county is named, or where two counties have as many.
    """
    automaton, names = town_names()
    weights: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, tuple[int, int]]] = {}
    seen = set()
    for index, start, end in automaton.find_matches_as_indexes(text):
        name, counties = names[index]
        if name in seen or _AFTER.match(text, end):
            continue
        seen.add(name)
        for county in counties:
            weights[county] += 1 / len(counties)
            best[county] = max(best.get(county, (0.0, (0, 0))), (1 / len(counties), (start, end)))
    ranked = sorted(weights, key=lambda county: (-weights[county], county))
    if not ranked or weights[ranked[0]] < 1 or (len(ranked) > 1 and weights[ranked[1]] == weights[ranked[0]]):
        return None
    return ranked[0], best[ranked[0]][1]


@cache
def town_names() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, tuple[str, ...]]]]:
    """The automaton of towns as texts write them, and each one's counties, in the same order."""
    written = {
        name if name[-1] in "镇乡" else f"{name}街道": counties
        for name, counties in towns().items()
        if len(name) > 2 or (name and name[-1] not in "镇乡")
    }
    words = frozenset(lexicon("place_words", "town_word"))
    names = [(name, counties) for name, counties in written.items() if name not in words]
    automaton = ahocorasick_rs.AhoCorasick(
        [name for name, _ in names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return automaton, names
