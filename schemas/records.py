"""The five tables' rows: articles, sightings, speeches, proposals, rejects, and the structs inside them.

What comes in is what the stages found, mapped back to the source text; what goes out is valid or raises. All
spans count Unicode code points of the article's source text. The hard thing is that one role may hold several
posts: 市委常委、统战部部长 keeps its words in `role` and is two entries of `posts`.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AwareDatetime, Field, NaiveDatetime, model_validator

from schemas.base import MAX_OFFSET, Adcode, Hash, Offset, Record, Span, Text
from schemas.codes import (
    Category,
    Level,
    PlaceBasis,
    ProposerKind,
    Quote,
    RejectReason,
    Script,
    Stance,
    Subject,
    Theme,
)


class Post(Record):
    """One post of a role: 龙泉驿区委书记 is the post 书记 of 龙泉驿区委."""

    organization: Text | None = Field(
        description="The body that the post belongs to: 龙泉驿区委; null for 学员代表."
    )
    post: Text | None = Field(description="The post itself: 书记; null where only the body is named.")
    level: Level = Field(description="Administrative level of the body.")


class Proposer(Record):
    """One who proposes."""

    name: Text | None = Field(
        description="Name in simplified characters, in full where the article gives it."
    )
    kind: ProposerKind = Field(description="Person, unnamed official, organization or group.")
    role: Text | None = Field(
        description="Title at its fullest mention, in the article's own words, simplified."
    )
    posts: tuple[Post, ...] = Field(description="The posts that the role holds, in its order.")
    category: Category = Field(description="In which capacity the proposer speaks.")
    name_span: Span | None = Field(description="Where the name stands; its first piece where it is divided.")
    role_span: Span | None = Field(description="Where the role stands; its first piece where it is divided.")

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if self.name is None and self.role is None:
            raise ValueError("a proposer has a name or a role")
        if (self.name is None) == (self.kind in {ProposerKind.PERSON, ProposerKind.ORGANIZATION}):
            raise ValueError(
                f"a proposer of kind {self.kind.value} has {'a' if self.name is None else 'no'} name"
            )
        return self


class ThemeTerm(Record):
    """A term that decided the theme."""

    term: Text = Field(description="The term, simplified.")
    start: Offset = Field(description="Its first character in the source text, in code points.")
    end: Offset = Field(description="One past its last character; of its first piece where it is divided.")


class Article(Record):
    """One text, whatever it was called and wherever it was seen."""

    article_id: Hash = Field(description="Hash of the source text.")
    content_key: Hash = Field(
        description="Hash of the text without script, white space and punctuation: the same for a reprint."
    )
    title: Text | None = Field(description="Headline; null where the text gives none.")
    publisher: Text | None = Field(description="Newspaper or site that published it.")
    published_on: NaiveDatetime | None = Field(description="The newspaper's own date, at midnight.")
    script: Script = Field(description="Simplified (hans) or traditional (hant) characters.")
    province_adcode: Adcode | None = Field(description="Province that the article belongs to, GB/T 2260.")
    city_adcode: Adcode | None = Field(description="Prefecture-level city, GB/T 2260.")
    county_adcode: Adcode | None = Field(description="County or district, GB/T 2260.")
    province: Text | None = Field(description="Name of province_adcode: 山西省.")
    city: Text | None = Field(description="Name of city_adcode: 太原市.")
    county: Text | None = Field(description="Name of county_adcode: 泽州县.")
    text: Text = Field(
        description="The source text, unchanged, without a byte order mark; all spans count in it."
    )
    n_chars: Annotated[int, Field(ge=1, le=MAX_OFFSET)] = Field(description="Its length in code points.")
    fingerprint: Text = Field(
        description="Version of the pipeline that read it: stages, settings and lexicons."
    )


class Sighting(Record):
    """Where and when an article was seen: a reprint to the letter is one article with two sightings."""

    article_id: Hash = Field(description="The article seen.")
    source: Text = Field(
        description="Path from the folder that the data set lies in, absolute outside it; or URL."
    )
    seen_at: AwareDatetime = Field(description="When the run read it, UTC.")


class Speech(Record):
    """Who holds the floor, and where."""

    speech_id: Hash = Field(description="Hash of article, spans and proposers.")
    article_id: Hash = Field(description="The article that it stands in.")
    proposers: tuple[Proposer, ...] = Field(description="Who speaks, in the order named.", min_length=1)
    spans: tuple[Span, ...] = Field(description="Where the speech stands, in reading order.", min_length=1)
    quote: Quote = Field(description="Direct, indirect or signed.")
    cue: Text | None = Field(description="The verb that opens it: 表示; null for a signed piece.")


class Proposal(Record):
    """One concrete course of action that one proposer, or several together, say should or will be taken."""

    proposal_id: Hash = Field(description="Hash of article, evidence and proposers; stable over reruns.")
    proposal_key: Hash = Field(description="Hash of recommendation and proposers; the same in every reprint.")
    article_id: Hash = Field(description="The article that it stands in.")
    speech_id: Hash = Field(description="The speech that it stands in.")
    source: Text = Field(description="Path or URL at which the article was first read; `sightings` has all.")
    title: Text | None = Field(description="The article's headline.")
    publisher: Text | None = Field(description="The article's publisher.")
    published_on: NaiveDatetime | None = Field(description="The article's date, at midnight.")
    proposer: Text = Field(description="Names joined by 、; the role or group where there is no name.")
    role: Text | None = Field(description="Roles in the article's words, joined by ； where they differ.")
    city: Text | None = Field(
        description="Full name of the city that it is for: 太原市; null where none or several."
    )
    theme: Text = Field(description="Chinese label of the main theme: 交通.")
    recommendation: Text = Field(description="The proposal's own words, simplified, without line breaks.")
    proposers: tuple[Proposer, ...] = Field(description="Who proposes, in the order named.", min_length=1)
    evidence: tuple[Span, ...] = Field(description="Where the words stand, in reading order.", min_length=1)
    stance: Stance = Field(description="Recommendation or commitment.")
    quote: Quote = Field(description="Direct, indirect or signed.")
    province_adcode: Adcode | None = Field(
        description="Province that it is for, GB/T 2260; null for a national one."
    )
    city_adcode: Adcode | None = Field(description="Prefecture-level city that it is for, GB/T 2260.")
    county_adcode: Adcode | None = Field(description="County or district that it is for, GB/T 2260.")
    province: Text | None = Field(description="Name of province_adcode: 山西省.")
    county: Text | None = Field(description="Name of county_adcode: 泽州县.")
    place_basis: PlaceBasis | None = Field(
        description="Whether the place is stated, the speaker's office or the article's."
    )
    place_span: Span | None = Field(description="Where the place is named, if it is.")
    themes: tuple[Theme, ...] = Field(
        description="One to three theme codes, main first.", min_length=1, max_length=3
    )
    theme_terms: tuple[ThemeTerm, ...] = Field(description="The terms that decided the themes.")
    cap_topic: Annotated[int, Field(ge=1, le=23)] | None = Field(
        description="Main theme as major topic of the Comparative Agendas Project; null for other."
    )
    cue: Text | None = Field(description="The word that marks it: 建议, 要, 将; null for a bare imperative.")
    rule: Text = Field(description="The rule that found where it begins and ends.")
    confidence: Annotated[float, Field(ge=0, le=1)] = Field(
        description="Calibrated chance that the row is right."
    )

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.theme != self.themes[0].label or self.cap_topic != self.themes[0].cap_topic:
            raise ValueError(
                f"theme {self.theme} and topic {self.cap_topic} are not those of {self.themes[0].value}"
            )
        if "\n" in self.recommendation or "\r" in self.recommendation:
            raise ValueError("a recommendation holds no line break")
        if sum(code is not None for code in (self.city, self.city_adcode)) == 1:
            raise ValueError(f"city {self.city} and city_adcode {self.city_adcode} go together")
        return self


class Reject(Record):
    """Something that was read and is no row of another table, with the reason."""

    reject_id: Hash = Field(description="Hash of what was rejected, where, and why; stable over reruns.")
    article_id: Hash | None = Field(description="The article, where it could be read.")
    source: Text = Field(
        description="Path from the folder that the data set lies in, absolute outside it; or URL."
    )
    subject: Subject = Field(description="What was being read: an article, a speech or a candidate.")
    reason: RejectReason = Field(description="Why, as a code.")
    message: Text = Field(description="Why, in words, with the way out where there is one.")
    fragment: str = Field(description="The raw text, cut to 500 characters; empty for an article.")
    spans: tuple[Span, ...] = Field(description="Where it stands; none for an article.")
    fingerprint: Text = Field(description="Version of the pipeline that rejected it.")
