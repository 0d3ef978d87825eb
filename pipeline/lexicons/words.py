"""What jieba's dictionary knows of words: which are verbs, which adverbs, which are more than a name.

The dictionary of the `jieba` package (MIT, 350,000 words with frequency and part of speech) is read once a process; the
lists in this folder add the genre's own words and take away verbs of state (存在, 面临), which propose nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import jieba
import rjieba

from pipeline.lexicons import classes


@dataclass(frozen=True, slots=True)
class Words:
    """`verbs` can open a course of action, `adverbs` stand before them, `common` are words and no names.

    `places` are the place names among them, `titles` the nouns of roles, `singles` the verbs of one character.
    """

    verbs: frozenset[str]
    adverbs: frozenset[str]
    common: frozenset[str]
    places: frozenset[str]
    titles: frozenset[str]
    singles: frozenset[str]


@cache
def words() -> Words:
    """Read the dictionary: 0.4 s, once."""
    verbs, adverbs, common, places = set(), set(), set(), set()
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, _, tag = line.decode("utf-8").split()
            size = len(word)
            if size > 4:
                continue
            if tag in {"v", "vd", "vn"} and size >= 2:
                verbs.add(word)
            elif tag in {"d", "ad"}:
                adverbs.add(word)
            if 2 <= size <= 3 and not tag.startswith("nr"):
                common.add(word)
            if tag.startswith("ns"):
                places.add(word)
    lists = classes("verbs")
    state = set(lists["state"])
    return Words(
        frozenset((verbs | {w for w in lists["action"] if len(w) > 1}) - state),
        frozenset(adverbs | set(lists["adverb"])) - state,
        frozenset(common),
        frozenset(places),
        frozenset(w for kind in classes("titles").values() for w in kind),
        frozenset(w for w in lists["action"] if len(w) == 1),
    )


def opens_with_verb(clause: str) -> bool:
    """Whether a clause begins with a verb of action, after adverbs at most: 加快|推进…, 定期|发布…"""
    known = words()
    for number, word in enumerate(rjieba.cut(clause[:16].lstrip("“‘《"))):
        if (
            word in known.verbs or _AGAIN.fullmatch(word) or (len(word) > 2 and word[:2] in known.verbs)
        ):  # 建立健全
            return True
        if word in known.singles:
            return number > 0 or clause[1:2] not in {"", "的"}
        if word not in known.adverbs and not _MANNER.fullmatch(word):
            return False
    return False


def has_verb(text: str) -> bool:
    """Whether any word of a text can be a verb of action."""
    known = words().verbs
    return any(word in known or word in _MAKING or _AGAIN.fullmatch(word) for word in rjieba.cut(text))


_MAKING = frozenset("办建修设开种养栽装铺架挖清拆改补增减降")  # verbs of one character that make or mend
_AGAIN = re.compile("[再新扩改重][办建修设开种养装铺架挖改补增]")  # 再建两所幼儿园
_MANNER = re.compile(r"[\u4e00-\u9fff]{1,3}地|[\u4e00-\u9fff]{4}|[多高全更最再也都][\u4e00-\u9fff]?")
