"""Where a name ends before an adverb: 李明|均表示, but 陈志均|建议.

Comes in: the reading text and the names found in it. Go out: the names, each as long as the article shows it to be. Hard
about it: 均, 亦 and the like end names as well, and before a verb nothing tells which; what does is how the name stands
elsewhere (陈志均（市政协委员）; 李明说).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Set as AbstractSet

import ahocorasick_rs

from pipeline.lexicons import lexicon
from pipeline.stages.name_checks import COMPOUND, SURNAMES

_OF_SEVERAL = "均"  # says that all did it, so that one person alone does not have it behind the name
_JOINS = frozenset(lexicon("groups", "join"))
_OFTEN_LAST = frozenset(lexicon("names", "last"))
_ADVERBS = _OFTEN_LAST | set(lexicon("names", "adverb"))
# behind a name and never behind an adverb; no 代表, which is a verb too, and no “, which 就 may have behind it
_ENDS_NAME = re.compile(
    r"[，。；：、！？”’（）\s…—]|$|的|同志|先生|女士|委员|常委|书记|主任|主席|[局市县区镇乡村院校部厅处科站队]长"
)


def without_adverbs(text: str, names: AbstractSet[str]) -> set[str]:
    """The names without an adverb that a form or the tagger took for their last character.

    The longer form holds where it stands by itself somewhere, or, with a character that often ends names, time and
    again and the shorter one never, or with 均 where nobody is named beside; otherwise it is the shorter one.
    """
    seen = _Seen(text, names)
    settled = set(names)
    for longer, times in seen.lengthened.items():
        shorter = longer[:-1]
        if longer in seen.alone and (longer in names or shorter not in seen.bare):
            settled.add(longer)
            settled.discard(shorter)
        elif longer in names and not (
            shorter not in seen.bare
            and (
                (times > 1 and longer[-1] in _OFTEN_LAST)
                or (longer[-1] in _OF_SEVERAL and longer not in seen.joined)
            )
        ):
            settled.discard(longer)
            settled.add(shorter)
    return settled


class _Seen:
    """How the names stand in the text, with an adverb behind them and without."""

    def __init__(self, text: str, names: AbstractSet[str]) -> None:
        self.lengthened: Counter[str] = Counter()  # 李明均: a name and an adverb behind it, and how often
        self.alone: set[str] = set()  # 陈志均，: such a form with what only a name has behind it
        self.bare: set[str] = set()  # 李明说: a name without one
        self.joined: set[str] = set()  # 石磊、李明均: such a form behind another name
        longer = defaultdict(set)
        for name in names:
            for length in range(2, len(name)):
                longer[name[:length]].add(name)
        stems = sorted(s for s in {*names, *(n[:-1] for n in names if n[-1] in _ADVERBS)} if _is_short(s))
        if not stems:
            return
        finder = ahocorasick_rs.AhoCorasick(stems)
        for index, start, end in finder.find_matches_as_indexes(text, overlapping=True):
            stem = stems[index]
            if text[end : end + 1] in _ADVERBS:
                form = text[start : end + 1]
                self.lengthened[form] += 1
                if text[start - 1 : start] in _JOINS:
                    self.joined.add(form)
                if _ENDS_NAME.match(text, end + 1):
                    self.alone.add(form)
            elif not any(text.startswith(other, start) for other in longer[stem]):
                self.bare.add(stem)


def _is_short(name: str) -> bool:
    """Whether a name may have one character more: 李明, 欧阳靖; not 顾庭芳, nor 欧阳 alone."""
    if name in COMPOUND or name[0] not in SURNAMES | {n[0] for n in COMPOUND}:
        return False
    return len(name) == (3 if name[:2] in COMPOUND else 2)
