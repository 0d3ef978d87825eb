"""What jieba's dictionary knows of words: which are verbs, which adverbs, which are more than a name.

The dictionary of the `jieba` package (MIT, 350,000 words with frequency and part of speech) is sorted once a process; the
lists in this folder add the genre's own words and take away verbs of state (存在, 面临), which propose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc
import rjieba

from pipeline.dictionary import dictionary
from pipeline.lexicons import classes

# Parts of speech in jieba's dictionary.
_VERB, _ADVERB = frozenset({"v", "vd", "vn"}), frozenset({"d", "ad"})
_PERSON, _PLACE = "nr", "ns"


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
    """The words of jieba's dictionary and of the lists, by use: 0.2 s, once."""
    lists = classes("verbs")
    state = set(lists["state"])
    lines = dictionary()
    tags = pc.unique(lines["tag"]).to_pylist()
    persons = {tag for tag in tags if tag.startswith(_PERSON)}
    verbs = _of(lines, _VERB, 2, 4) | {word for word in lists["action"] if len(word) > 1}
    adverbs = _of(lines, _ADVERB, 1, 4) | set(lists["adverb"])
    return Words(
        verbs=frozenset(verbs - state),
        adverbs=frozenset(adverbs - state),
        common=frozenset(_of(lines, set(tags) - persons, 2, 3)),
        places=frozenset(_of(lines, {tag for tag in tags if tag.startswith(_PLACE)}, 1, 4)),
        titles=frozenset(word for kind in classes("titles").values() for word in kind),
        singles=frozenset(word for word in lists["action"] if len(word) == 1),
    )


def _of(lines: pa.Table, tags: Collection[str], shortest: int, longest: int) -> set[str]:
    """The words of these parts of speech that have so many characters."""
    length = pc.utf8_length(lines["word"])
    fits = pc.and_(pc.greater_equal(length, shortest), pc.less_equal(length, longest))
    tagged = pc.is_in(lines["tag"], value_set=pa.array(list(tags), pa.string()))
    return set(lines["word"].filter(pc.and_(fits, tagged)).to_pylist())


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
