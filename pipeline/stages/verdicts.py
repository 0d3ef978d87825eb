"""In or out: whether a piece of a speech is a proposal, and of which stance.

Comes in: typed evidence on one piece (its cue, subject, aspect, the list it stands in, who speaks and how). Goes out: a
`Verdict`: the stance, or the reason why it is none. Hard about it: a bare sentence (完善技能人才评价体系) is a plan in one
place and an achievement in another; what came before in the speech (去年…, 下一步…) decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.stages.annotations import Stance
from pipeline.stages.aspect import JUDGEMENT
from pipeline.stages.evidence import Evidence, action_likeness, opens_like_action
from pipeline.stages.refusals import refusal
from pipeline.stages.stance import stance_of

_PROPOSING = re.compile(r"建议|希望|呼吁|提")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is None for a proposal."""

    reason: str | None
    stance: Stance = "recommendation"
    features: dict[str, float] = field(default_factory=dict)


def judge(evidence: Evidence) -> Verdict:
    """Whether the piece is a proposal (guidelines section 2) and its stance (section 4)."""
    reason = refusal(evidence)
    if reason is not None:
        return Verdict(reason)
    return Verdict(None, stance_of(evidence), _features(evidence))


def _features(e: Evidence) -> dict[str, float]:
    """The evidence as numbers, for the confidence."""
    cue = e.cue or ""
    return {
        "cue_urge": float(e.urges),
        "cue_will": float(e.intends),
        "cue_must": float(bool(cue) and not e.intends and not _PROPOSING.match(cue)),
        "bare": float(not cue),
        "likeness": float(action_likeness(e.text)),
        "in_list": float(e.in_list),
        "subject": float(e.subject is not None),
        "mode_urge": float(e.mode == "urge"),
        "mode_plan": float(e.mode == "plan"),
        "mode_bare": float(e.mode == "bare"),
        "verb_urge": float(e.verb_class == "urge"),
        "verb_instruct": float(e.verb_class == "instruct"),
        "verb_none": float(e.speech.cue is None and e.speech.quote != "signed"),
        "asked": float(e.raw.rstrip("”’ ").endswith("？")),
        "cue_inside": float(e.cue_at is not None),
        "acts_throughout": sum(opens_like_action(clause) for clause in e.clauses) / max(len(e.clauses), 1),
        "judgement": float(bool(JUDGEMENT.search(e.text))),
        "short": float(len(e.text) < 14),
        "long": float(len(e.text) > 120),
    }
