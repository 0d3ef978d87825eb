"""What jieba's dictionary knows of words: which are verbs, which adverbs, which are more than a name.

A word comes in, whether it is of the kind goes out. The dictionary of the `jieba` package (MIT) has the parts of speech; the
lists in this folder add the genre's own words and take away verbs of state (存在, 面临), which propose nothing.
"""

from __future__ import annotations

import re
from functools import cache

import rjieba

from pipeline.dictionary import dictionary
from pipeline.lexicons import classes

# Parts of speech in jieba's dictionary.
_VERB, _ADVERB = frozenset({"v", "vd", "vn"}), frozenset({"d", "ad"})
_PERSON, _PLACE = "nr", "ns"
_NAMES, _CONTENT = ("ns", "nt", "nz", "j"), ("n", "v", "a", "b")


def is_verb(word: str) -> bool:
    """Whether a word of two or more characters can open a course of action: 推进."""
    tagged = _tag(word) in _VERB and len(word) <= 4
    return len(word) > 1 and (tagged or word in _listed("action")) and word not in _listed("state")


def is_adverb(word: str) -> bool:
    """Whether a word can stand before a verb: 积极, 进一步."""
    tagged = _tag(word) in _ADVERB and len(word) <= 4
    return (tagged or word in _listed("adverb")) and word not in _listed("state")


def is_common(word: str) -> bool:
    """Whether two or three characters are a word and not only a person's name."""
    tag = _tag(word)
    return 2 <= len(word) <= 3 and tag != "" and not tag.startswith(_PERSON)


def is_place_name(word: str) -> bool:
    """Whether jieba's dictionary has a word of up to four characters as a place's name: 翁源."""
    return len(word) <= 4 and _tag(word).startswith(_PLACE)


def is_proper(word: str) -> bool:
    """Whether a word names one thing: 中山市, 中国, 中共, 中华."""
    return _tag(word).startswith(_NAMES)


def is_content_word(word: str) -> bool:
    """Whether two or more characters are a noun, verb or adjective: 经济, 对外; not 据悉, 由此."""
    return len(word) > 1 and _tag(word).startswith(_CONTENT)


def is_plain_verb(word: str) -> bool:
    """Whether a word is a verb and nothing else: 加大, 出现; 建议 and 设备 are nouns too, or alone."""
    return _tag(word) == "v"


def _tag(word: str) -> str:
    """A word's part of speech, empty for what is no word."""
    entry = dictionary().get(word)
    return entry[1] if entry else ""


@cache
def _listed(kind: str) -> frozenset[str]:
    """The genre's own words of a kind: state, action, adverb."""
    return frozenset(classes("verbs")[kind])


def opens_with_verb(clause: str) -> bool:
    """Whether a clause begins with a verb of action, after adverbs at most: 加快|推进…, 定期|发布…"""
    for number, word in enumerate(rjieba.cut(clause[:16].lstrip("“‘《"))):
        if is_verb(word) or _AGAIN.fullmatch(word) or (len(word) > 2 and is_verb(word[:2])):  # 建立健全
            return True
        if len(word) == 1 and word in _listed("action"):
            return number > 0 or clause[1:2] not in {"", "的"}
        if not is_adverb(word) and not _MANNER.fullmatch(word):
            return False
    return False


def has_verb(text: str) -> bool:
    """Whether any word of a text can be a verb of action."""
    return any(is_verb(word) or word in _MAKING or _AGAIN.fullmatch(word) for word in rjieba.cut(text))


_MAKING = frozenset(
    "办建修设开种养栽装铺架挖清拆改补增减降派发砌刷搭画划添租招免罚配"
)  # verbs of one character that make or mend
_AGAIN = re.compile("[再新扩改重][办建修设开种养装铺架挖改补增]")  # 再建两所幼儿园
_MANNER = re.compile(r"[\u4e00-\u9fff]{1,3}地|[\u4e00-\u9fff]{4}|[多高全更最再也都][\u4e00-\u9fff]?")
