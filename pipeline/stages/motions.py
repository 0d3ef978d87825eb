"""Titles of motions that a named proposer submitted, where no fuller statement follows (guidelines section 2).

Comes in: a stretch of narration. Goes out: who submitted it, and the words of its title that name the action:
贝小禾提交的《关于|改善社区养老服务|的提案》.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicons.words import opens_with_verb
from pipeline.stages.annotations import Span, Speaker
from pipeline.stages.attributions import attributions
from pipeline.stages.mentions import Mention
from pipeline.stages.order import beginning_in
from pipeline.stages.referents import is_subject

_TITLE = re.compile(
    r"""
      # 《关于|改善社区养老服务|的提案》
      《(?:关于)(?P<action>[^》\n]{4,60}?)的?(?:政策)?(?:提案|建议|议案|建议案|社情民意信息)?》
      (?=的?(?:提案|建议|议案)|[，。、；）”]|$|[^的])
      # 《改善社区养老服务》等三件提案
    | 《(?P<named>[^》\n]{5,40})》(?=(?:等)?[0-9一二三四五六七八九十两几]*[件份个条](?:提案|建议|议案))
      # 带来“改善社区养老服务”的提案
    | (?:带来|提交|提出|递交|准备)[^，。；]{0,10}“(?P<topic>[^”\n]{6,40})”的(?:提案|建议|议案)
      # 带来关于|发展普惠托育|的提案
    | (?:带来|提交|递交|准备|撰写)[^，。；《“]{0,10}关于(?P<about>[^，。；《》“”\n]{6,40}?)的(?:提案|议案)
    """,
    re.VERBOSE,
)
# 她的提案题为《…》; 另一份是《…》
_OF_WHO_SPOKE = re.compile(r"[他她]|(?:另|还有|其中|第[一二三四])[^，。；《]{0,6}(?:是|为|题为)?$")
_FULLER = frozenset({"建议", "提出", "提议", "呼吁", "主张", "倡议", "促请"})


def motions(
    text: str, start: int, end: int, paragraph_end: int, mentions: Sequence[Mention]
) -> Iterator[tuple[Speaker, Span]]:
    """The motions of `text[start:end]`; what is urged up to `paragraph_end` says more than a title."""
    titles = list(_TITLE.finditer(text, start, end))
    if not titles:
        return
    later = attributions(text, titles[0].end(), paragraph_end, mentions)
    last_fuller = max((a.verb_start for a in later if a.verb in _FULLER), default=-1)
    for match in titles:
        sentence = max(start, max(text.rfind(c, start, match.start()) for c in "。！？\n") + 1)
        people = [m for m in beginning_in(mentions, sentence, match.start()) if m.end <= match.start()]
        if not people and _OF_WHO_SPOKE.search(text, sentence, match.start()):
            line = text.rfind("\n", 0, start) + 1
            before = reversed(beginning_in(mentions, line, match.start()))
            people = [m for m in [next((m for m in before if is_subject(text, m)), None)] if m]
        names_action = match.lastgroup != "about" or opens_with_verb(match["about"])
        if people and names_action and last_fuller < match.end():
            yield people[-1].speaker, match.span(match.lastgroup or 0)
