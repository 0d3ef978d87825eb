"""Finds the place that each proposal is for, as GB/T 2260 codes, and the place that the article belongs to.

Comes in: the candidates with their speakers, and the article's metadata. Goes out: one `Place` a candidate and
`metadata.place`. Hard about it: most places that a proposal names are not where its action is for: origins,
examples, partners, routes (借鉴义乌经验; 推动江门与香港互认), so that a named place counts only where the words
around it aim at it (在开平市赤坎镇设立…; 澳门应…).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicons import lexicon
from pipeline.lexicons.gazetteer import REGIONS, Gazetteer, towns
from pipeline.stages.annotations import Candidate, Place, Span
from pipeline.stages.article_place import ArticlePlace, place_of_article
from pipeline.stages.offices import office_of, township_office
from pipeline.stages.order import beginning_in
from pipeline.stages.place_mentions import PlaceMention, place_scanner, settled
from pipeline.stages.place_pieces import Pieces
from pipeline.stages.place_scope import (
    Aim,
    acts_there,
    aim_of,
    is_list,
    is_national_member,
    names_nation,
    names_township,
    scope_of,
    visited,
)


@Language.factory(
    "jianyan_places_v1",
    assigns=["doc._.places", "doc._.metadata"],
    requires=["doc._.candidates"],
    default_config={"gazetteer": "gb2260-2024", "max_context_sentences": 3},
)
def make_places(nlp: Language, name: str, gazetteer: str, max_context_sentences: int) -> Places:
    return Places(Gazetteer.load(gazetteer), max_context_sentences)


class Places:
    """Finds the place that each proposal is for, as GB/T 2260 codes valid at the article's date.

    Stated in the proposal beats the speaker's office, which beats the article's own place; a name that is part
    of another word (朝阳产业, 南京大学) is no place. Where several places are meant, and for a whole province or
    the country, the levels below stay null.
    """

    def __init__(self, gazetteer: Gazetteer, max_context_sentences: int) -> None:
        self.gazetteer = gazetteer
        self.max_context_sentences = max_context_sentences
        self.scanner = place_scanner(gazetteer)
        towns()  # read with the stage, not with the first text that needs them

    def __call__(self, doc: Doc) -> Doc:
        metadata = doc._.metadata
        year = metadata.published_on.year if metadata.published_on else None
        persons = {i for start, end in doc._.names for i in range(start, end)}
        mentions = [
            mention
            for mention in self.scanner.scan(doc._.aligned.text, year, breaks=[token.idx for token in doc])
            if mention.start not in persons  # 李新荣 is not from 新荣区
        ]
        own = place_of_article(doc._.aligned.text, metadata, mentions, self.scanner)
        doc._.metadata = replace(metadata, place=own.code)
        article = _Article(self, doc, own, mentions)
        doc._.places = [article.place(candidate) for candidate in doc._.candidates]
        return doc


class _Article:
    """What the places of one article's candidates are read from."""

    def __init__(self, stage: Places, doc: Doc, own: ArticlePlace, mentions: list[PlaceMention]) -> None:
        self.gazetteer = stage.gazetteer
        self.scanner = stage.scanner
        self.max_context_sentences = stage.max_context_sentences
        self.doc = doc
        self.text: str = doc._.aligned.text
        self.own = own
        self.mentions = mentions
        self.levels = stage.gazetteer.levels(own.code) if own.code else None
        whole = self.levels and not self.levels.county
        self.pieces = (
            Pieces(self.text, doc._.blocks, mentions, stage.gazetteer, own.code)
            if own.code and whole
            else None
        )

    def place(self, candidate: Candidate) -> Place:
        """The first that gives a place: stated, office, article."""
        if self.own.code in REGIONS:
            return self._beyond(candidate) or self._of_article()
        stated = self._stated(candidate)
        if stated:
            return stated
        scope = scope_of(self.text, candidate, self.own.code)
        if scope == "national":
            return Place(basis="stated")
        if scope == "province" and self.levels:
            return Place(self.levels.province, basis="stated")
        return (
            self._office(candidate)
            or self._bare_office(candidate)
            or self._visited(candidate)
            or self._of_piece(candidate)
            or self._of_article()
        )

    def _beyond(self, candidate: Candidate) -> Place | None:
        """Where a member of a national body proposes something in Hong Kong for the mainland or the whole country."""
        if not any(is_national_member(speaker) for speaker in candidate.speakers):
            return None
        found: dict[str, Span] = {}
        for start, end in candidate.spans:
            for mention in beginning_in(self.mentions, start, end):
                code = settled(mention, self.gazetteer)
                aim = aim_of(self.text, mention, (start, end), official=True)
                aimed = mention.start == start or aim in {Aim.AIMED, Aim.SUBJECT}
                whole = code and (code.endswith("00") or mention.official)  # 新田 is no county of Hunan here
                if code and whole and aimed and code not in REGIONS:
                    found.setdefault(code, (mention.start, mention.end))
        if found:
            return self._common(found)
        own = "".join(self.text[start:end] for start, end in candidate.spans)
        here = any(
            word in own for word in (*lexicon("place_cues", "hongkong"), *lexicon("place_aliases", "part"))
        )
        here = here or any(
            code in REGIONS
            for mention in beginning_in(self.mentions, candidate.start, candidate.end)
            for code in mention.codes
        )
        national = names_nation(own) or (not here and names_nation(self._said_before(candidate)))
        return Place(basis="stated") if national else None

    def _said_before(self, candidate: Candidate) -> str:
        """What stands in the proposal's paragraph between the speaker's name and the proposal."""
        line = self.text.rfind("\n", 0, candidate.start) + 1
        names = [speaker.name for speaker in candidate.speakers if speaker.name]
        ends = [self.text.rfind(name, line, candidate.start) + len(name) for name in names]
        return self.text[max([line, *ends]) : candidate.start]

    def _of_article(self) -> Place:
        if self.own.code is None or self.levels is None:
            return Place()
        return self._place(self.own.code, "article", self.own.span)

    def _place(self, code: str, basis: str, span: Span | None) -> Place:
        levels = self.gazetteer.levels(code)
        return Place(levels.province, levels.city, levels.county, basis, span)  # type: ignore[arg-type]

    def _stated(self, candidate: Candidate) -> Place | None:
        """The place in the proposal's own words that its action is aimed at."""
        if self.levels and self.levels.county:
            return (
                None  # a county's paper: what its proposals name beyond the county are partners and markets
            )
        found: dict[str, Span] = {}
        for start, end in candidate.spans:
            last = -1
            for mention in beginning_in(self.mentions, start, end):
                code = settled(mention, self.gazetteer, self.own.code)
                if not code or mention.end > end:
                    continue
                listed = last >= 0 and is_list(self.text[last : mention.start])
                if listed or self._is_meant(code, mention, (start, end)):
                    found.setdefault(code, (mention.start, mention.end))
                    last = mention.end
            found.update(self._townships(start, end) if not found else {})
        return self._common(found) or self._topic(candidate, found)

    def _is_meant(self, code: str, mention: PlaceMention, window: Span) -> bool:
        aim = aim_of(self.text, mention, window, official=mention.official)
        if not code.endswith("00") and not mention.official:
            if aim is not Aim.SUBJECT and not acts_there(self.text, mention):
                return False  # a county's short form is too often part of another name
            if self.own.code is None:
                return False
        if self.own.code is None:
            aims = {Aim.AIMED, Aim.SUBJECT, Aim.OPEN} if code in REGIONS else {Aim.AIMED, Aim.SUBJECT}
            return aim in aims and code != "710000"
        if code == self.own.code or not self.gazetteer.contains(self.own.code, code):
            return False
        return aim in {Aim.AIMED, Aim.SUBJECT}

    def _townships(self, start: int, end: int) -> dict[str, Span]:
        """The county of a town that the action is for: 在洛门镇设立…, where only one county of the area has it."""
        if not self.levels or not self.levels.city or self.levels.county:
            return {}
        found = {}
        for name, span in names_township(self.text, start, end):
            counties = self.gazetteer.counties_with(name, self.levels.city)
            if len(counties) == 1:
                found[counties[0]] = span
        return found

    def _common(self, found: dict[str, Span]) -> Place | None:
        """The levels that all of the places share; null from where they part."""
        if not found:
            return None
        codes = [c for c in found if not any(o != c and self.gazetteer.contains(c, o) for o in found)]
        if len(codes) == 1:
            return self._place(codes[0], "stated", found[codes[0]])
        levels = [self.gazetteer.levels(code) for code in codes]
        province = levels[0].province if len({level.province for level in levels}) == 1 else None
        city = levels[0].city if province and len({level.city for level in levels}) == 1 else None
        return Place(province, city, None, "stated", found[codes[0]])

    def _topic(self, candidate: Candidate, found: dict[str, Span]) -> Place | None:
        """Hong Kong or Macao in a national article, where the sentences before the proposal are about it."""
        if self.own.code is not None or found:
            return None
        line = self.text.rfind("\n", 0, candidate.start) + 1
        named = [self.text.rfind(s.name, line, candidate.start) for s in candidate.speakers if s.name]
        if not named or min(named) < 0:
            return None
        sentences = self.text[max(named) : candidate.start].split("。")
        sentences = sentences[max(0, len(sentences) - self.max_context_sentences) :]
        first = candidate.start - len("。".join(sentences))
        context = {
            code: (mention.start, mention.end)
            for mention in self.mentions
            if first <= mention.start < candidate.start and mention.codes[0] in REGIONS
            for code in mention.codes
            if aim_of(self.text, mention, (first, candidate.start), official=True) is not Aim.ELSEWHERE
        }
        return self._common(context) if len(context) == 1 else None

    def _office(self, candidate: Candidate) -> Place | None:
        """The area of the speakers' office, where it is the same for all of them."""
        said = self._said(candidate)
        offices = [office_of(speaker, candidate.stance, self.scanner, said) for speaker in candidate.speakers]
        if not offices or None in offices or len({office.code for office in offices if office}) != 1:
            return None
        office, span = offices[0], candidate.speakers[0].role_span or candidate.speakers[0].name_span
        if office is None or (said and self._names_another(candidate, office.code)):
            return None
        if self.own.code is None:
            return self._place(office.code, "office", span)
        if office.code != self.own.code and self.gazetteer.contains(self.own.code, office.code):
            return self._place(office.code, "office", span)
        return self._place(self.own.code, "office", span) if office.code == self.own.code else None

    def _names_another(self, candidate: Candidate, county: str) -> bool:
        """Whether a proposal takes in other counties of the article's area: 推动崀山与武冈云山实行联票."""
        return any(
            start <= mention.start < end
            and (code := settled(mention, self.gazetteer, self.own.code))
            and self.own.code
            and code != self.own.code
            and self.gazetteer.contains(self.own.code, code)
            and not self.gazetteer.contains(county, code)
            for mention in self.mentions
            for start, end in candidate.spans
        )

    def _said(self, candidate: Candidate) -> str:
        """All of the speech that the candidate is of, if it is a signed one."""
        if candidate.quote != "signed" or candidate.speech >= len(self.doc._.speeches):
            return ""
        return "\n".join(self.text[start:end] for start, end in self.doc._.speeches[candidate.speech].spans)

    def _bare_office(self, candidate: Candidate) -> Place | None:
        """The area of an office that leaves it out: 区政协主席, where the piece tells it, or 洛门镇镇长."""
        if self.pieces is None or self.own.code is None:
            return None
        towns = {township_office(speaker, self.own.code, self.scanner) for speaker in candidate.speakers}
        if len(towns) == 1 and (office := towns.pop()):
            return self._place(office.code, "office", candidate.speakers[0].role_span)
        areas = [self.pieces.area_of(speaker, candidate) for speaker in candidate.speakers]
        if not areas or areas[0] is None or len({area[0] if area else None for area in areas}) != 1:
            return None
        code, mention = areas[0]
        return self._place(code, "office", (mention.start, mention.end))

    def _of_piece(self, candidate: Candidate) -> Place | None:
        owner = self.pieces.owner(candidate) if self.pieces else None
        return self._place(owner[0], "article", (owner[1].start, owner[1].end)) if owner else None

    def _visited(self, candidate: Candidate) -> Place | None:
        """Where visitors from above speak, the place that they came to see: 全国政协调研组 深入平顺县."""
        if self.own.code is None:
            return None
        section = [block for block in self.doc._.blocks if block.section == candidate.section]
        speeches = self.doc._.speeches
        said = speeches[candidate.speech].spans if candidate.speech < len(speeches) else ()
        there = visited(self.text, candidate, self.mentions, section, self.gazetteer, self.own.code, said)
        code = settled(there, self.gazetteer, self.own.code) if there else None
        return self._place(code, "stated", (there.start, there.end)) if there and code else None
