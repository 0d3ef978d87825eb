"""Records made by hand, one of each table, all fields filled."""

from __future__ import annotations

from datetime import UTC, datetime

from schemas import (
    Article,
    Category,
    Level,
    PlaceBasis,
    Post,
    Proposal,
    Proposer,
    ProposerKind,
    Quote,
    Record,
    Reject,
    RejectReason,
    Script,
    Sighting,
    Span,
    Speech,
    Stance,
    Subject,
    Theme,
    ThemeTerm,
)

KEY = "0123456789abcdef" * 2
DATE = datetime(2024, 12, 21)


def proposer(name: str = "高远") -> Proposer:
    return Proposer(
        name=name,
        kind=ProposerKind.PERSON,
        role="市科协主席",
        posts=(Post(organization="市科协", post="主席", level=Level.PREFECTURE),),
        category=Category.ASSOCIATION,
        name_span=Span(start=5, end=7),
        role_span=None,
    )


def proposal() -> Proposal:
    return Proposal(
        proposal_id=KEY,
        proposal_key=KEY,
        article_id=KEY,
        speech_id=KEY,
        source="晚报/a.txt",
        title=None,
        publisher="太原晚报",
        published_on=DATE,
        proposer="高远",
        role="市科协主席",
        city="太原市",
        theme="交通",
        recommendation="加快修建停车场",
        proposers=(proposer(),),
        evidence=(Span(start=9, end=16),),
        stance=Stance.RECOMMENDATION,
        quote=Quote.INDIRECT,
        province_adcode="140000",
        city_adcode="140100",
        county_adcode=None,
        province="山西省",
        county=None,
        place_basis=PlaceBasis.ARTICLE,
        place_span=None,
        themes=(Theme.TRANSPORT, Theme.URBAN_HOUSING),
        theme_terms=(ThemeTerm(term="停车场", start=13, end=16),),
        cap_topic=10,
        cue="建议",
        rule="sentence",
        confidence=0.75,
    )


def record_of(table: str) -> Record:
    """A record of a table."""
    return {
        "articles": Article(
            article_id=KEY,
            content_key=KEY,
            title="停车难",
            publisher=None,
            published_on=DATE,
            script=Script.HANS,
            province_adcode="140000",
            city_adcode="140100",
            county_adcode=None,
            province="山西省",
            city="太原市",
            county=None,
            text="市科协主席高远建议加快修建停车场。",
            n_chars=17,
            fingerprint="0.1.0-test",
        ),
        "sightings": Sighting(
            article_id=KEY, source="晚报/a.txt", seen_at=datetime(2025, 3, 1, 8, tzinfo=UTC)
        ),
        "speeches": Speech(
            speech_id=KEY,
            article_id=KEY,
            proposers=(proposer(),),
            spans=(Span(start=0, end=17),),
            quote=Quote.INDIRECT,
            cue="建议",
        ),
        "proposals": proposal(),
        "rejects": Reject(
            reject_id=KEY,
            article_id=None,
            source="晚报/b.txt",
            subject=Subject.ARTICLE,
            reason=RejectReason.EMPTY,
            message="holds no text",
            fragment="",
            spans=(),
            fingerprint="0.1.0-test",
        ),
    }[table]
