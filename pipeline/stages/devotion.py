"""Words of mere devotion: study this, implement that, and nothing to carry out.

Comes in: the words of a piece. Goes out: whether they are no more than that. Hard about it: a clause with an action behind
them makes a proposal of it (深入贯彻…精神,|加快建设数字政府).
"""

from __future__ import annotations

import re

from pipeline.lexicons import alternation

_STUDY = re.compile(
    rf"""
      ^(?:认真|深入)?学习领会、(?:坚决)?贯彻落实$
    | ^(?:我们)?(?:一定|始终|将|会)?
      (?:深入|认真|全面|深刻|坚决|切实|及时|进一步|持续)*
      {alternation("evidence", "study")}[\u4e00-\u9fff“”、《》]*        # 学习贯彻…
      {alternation("evidence", "studied")}[\u4e00-\u9fff“”、]*$         # …讲话精神
    """,
    re.VERBOSE,
)
_DEVOTION = re.compile(alternation("evidence", "devotion"))
_STATE_OF_MIND = re.compile(r"自觉|定力|信心|意识$")
_LONGEST = 20  # characters of a clause of devotion; a longer one has an action in it, unless it tells a state of mind


def is_mere_study(text: str) -> bool:
    """深入学习贯彻…精神，切实增强…意识: a document is studied, and every further clause is devotion."""
    clauses = [c for c in text.split("，") if c]
    if not clauses or not _STUDY.match(clauses[0]):
        return False
    return all(_DEVOTION.search(c) and (len(c) < _LONGEST or _STATE_OF_MIND.search(c)) for c in clauses[1:])
