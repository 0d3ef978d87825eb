"""What gives somebody the floor: an attribution, and the classes of the verbs that make one.

Comes in: the lexicon of reporting verbs. Go out: `VERB_CLASS` and the plain value `Attribution`. Hard about it: nothing; it is
what the readers of verbs, of announcements and of the floor have in common (他建议，| and 她的办法有三：|).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicons import classes
from pipeline.stages.annotations import Speaker

# each reporting verb's class: 建议 urge, 强调 instruct, 表示 say
VERB_CLASS = {
    word: kind for kind in ("say", "opinion", "instruct", "urge") for word in classes("reporting")[kind]
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """A clause that gives the floor: `start` of its subject, `content` where what is said begins.

    `speakers` is empty where the subject is a pronoun or missing: whoever spoke last goes on.
    """

    start: int
    content: int
    verb: str
    verb_class: str
    speakers: tuple[Speaker, ...]
    opens_list: bool = False
    everybody: bool = False
    verb_start: int = 0
    pronoun: bool = False
