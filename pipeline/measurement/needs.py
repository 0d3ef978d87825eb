"""What each type of fault would need, in a sentence: which stage decides, and what it does not know.

Comes in: a fault's type, `missed: refused as done`; goes out: the sentence. Types are matched by their beginning,
the longest first, so that a type without a sentence of its own has its family's.
"""

from __future__ import annotations

_NEEDS = {
    "missed": "The candidate is lost before it is judged.",
    "missed: nobody is found to speak there": "A way of taking or keeping the floor that the stage of speeches does not know: "
    "an opening without a reporting verb, a list that runs on over paragraphs, a quotation whose speaker stands far off.",
    "missed: in a speech, but no candidate": "The words stand in a speech but no unit covers them: a boundary of the speech "
    "or of a list falls inside.",
    "missed: refused as description": "A bare sentence is told from a description by its first verb; what is needed is the "
    "mood of the sentences around it and verbs that the list does not have.",
    "missed: refused as done": "A mark of the past (已, 去年) stands in a sentence that goes on to a plan: time has to be read "
    "clause by clause.",
    "missed: refused as narration": "Reported speech without a mark looks like the reporter's own words; who spoke last, and "
    "of what, would have to be carried over the paragraph.",
    "missed: refused as announcement": "A plan is taken for a fact to come or for the head of a list; the list that follows, "
    "or its lack, tells them apart.",
    "missed: refused as repeat": "Two statements share most of their words but not their action.",
    "missed: refused as": "The rule that refuses it is too wide; its condition needs the clause in which the cue stands.",
    "boundary": "The item's end is read from marks alone (；, 。, 一是); whether the next sentence goes on with the same action "
    "has to be read from its words.",
    "edge": "A lead-in, a subject or a purpose before the cue is kept or cut by its first word; what it is to the action "
    "(its condition, or a judgement on something else) decides.",
    "invented": "The verdict lets it through: its words read like an action.",
    "invented: indirect speech, no cue": "A bare sentence after a reporting verb reads like an action; aspect, and whether its "
    "subject is the speaker's own body, would tell what is done or described.",
    "invented: indirect speech, obliging cue": "要 before a study of the spirit of a meeting, a slogan or a judgement; what is "
    "needed is whether the object can be acted on.",
    "invented: indirect speech, planning cue": "将 before a fact to come or an agenda; who will act, and on what, decides.",
    "invented: indirect speech, urging cue": "A proposing verb that heads no proposal: a topic, a count, or what others urge.",
    "invented: direct speech": "Inside a quotation a saying or a judgement has the form of an action.",
    "invented: signed speech": "An author's analysis has the same words as his proposals; the part of the piece in which it "
    "stands tells them apart.",
    "proposers": "The floor passes to somebody whom the stage of speeches does not follow: the subject of the sentence, a "
    "pronoun, a body named last.",
    "proposers: some are": "A list of speakers is cut short or goes on too long: the name between them was not found, or is no name.",
    "proposers: a name cut differently": "The name's end is unsure: an unusual name, or one run together with the next word.",
    "role": "The title's left end: how far back the body that it belongs to is named.",
    "role: not found": "The role stands away from the name, at another mention or in a line of its own.",
    "city": "The article's own place is not found, or the proposal is for another place than it.",
    "city: too wide": "The article does not say its place in the form that is looked for (dateline, publisher, venue), and "
    "the place is left null rather than guessed.",
    "place": "The county or the province beside the city: which level 全市, 我区 or a named district is meant at.",
    "theme": "Two fields meet in one action, and the list weighs the wrong one; only more words, or a model with an "
    "understanding of the sentence, would tell which of them is worked on.",
    "stance": "Whether the speaker answers for the body that is to act: an office's area against the proposal's subject.",
}


def need_of(kind: str) -> str:
    """The sentence for a type of fault. Raises `KeyError` for a family that has none."""
    return _NEEDS[max((name for name in _NEEDS if kind.startswith(name)), key=len, default=kind)]
