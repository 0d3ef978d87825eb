"""Articles, proposals and rejects made up for the tests: a few words in, whole valid batches out."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from pydantic import BaseModel

from schemas import (
    Article,
    Category,
    Level,
    Post,
    Proposal,
    Proposer,
    ProposerKind,
    Quote,
    Reject,
    RejectReason,
    Script,
    Sighting,
    Span,
    Speech,
    Stance,
    Subject,
    Theme,
    identity,
)

SEEN = datetime(2026, 3, 1, tzinfo=UTC)
Batch = dict[str, Sequence[BaseModel]]

_PLACES = {
    "太原市": ("140000", "140100", "山西省"),
    "长治市": ("140000", "140400", "山西省"),
    "成都市": ("510000", "510100", "四川省"),
}


def article(
    text: str, *, title: str = "政协委员建言", fingerprint: str = "v1", on: datetime | None = None
) -> Article:
    return Article(
        article_id=identity.article_id(text),
        content_key=identity.content_key(text),
        title=title,
        publisher="太原晚报",
        published_on=on,
        script=Script.HANS,
        province_adcode="140000",
        city_adcode="140100",
        county_adcode=None,
        province="山西省",
        city="太原市",
        county=None,
        text=text,
        n_chars=len(text),
        fingerprint=fingerprint,
    )


def proposer(
    name: str | None = "王鹏",
    role: str | None = "市政协委员",
    *,
    category: Category = Category.CPPCC_MEMBER,
    level: Level = Level.PREFECTURE,
) -> Proposer:
    return Proposer(
        name=name,
        kind=ProposerKind.PERSON if name else ProposerKind.GROUP,
        role=role,
        posts=(Post(organization="市政协", post="委员", level=level),),
        category=category,
        name_span=None,
        role_span=None,
    )


def speech(of: Article, start: int, end: int, *who: Proposer) -> Speech:
    return Speech(
        speech_id=identity.speech_id(of.article_id, [(start, end)], who),
        article_id=of.article_id,
        proposers=who,
        spans=(Span(start=start, end=end),),
        quote=Quote.INDIRECT,
        cue="建议",
    )


def proposal(
    of: Article,
    words: str,
    *,
    who: Sequence[Proposer] | None = None,
    theme: Theme = Theme.TRANSPORT,
    city: str | None = "太原市",
    stance: Stance = Stance.RECOMMENDATION,
    confidence: float = 0.9,
    source: str = "a.txt",
) -> Proposal:
    """A proposal whose words stand in the article's text."""
    start = of.text.index(words)
    spans = [(start, start + len(words))]
    people = tuple(who) if who is not None else (proposer(),)
    province_adcode, city_adcode, province = _PLACES[city] if city else (None, None, None)
    return Proposal(
        proposal_id=identity.proposal_id(of.article_id, spans, people),
        proposal_key=identity.proposal_key(words, people),
        article_id=of.article_id,
        speech_id=identity.speech_id(of.article_id, spans, people),
        source=source,
        title=of.title,
        publisher=of.publisher,
        published_on=of.published_on,
        proposer="、".join(person.name or person.role or "" for person in people),
        role="；".join(dict.fromkeys(person.role for person in people if person.role)) or None,
        city=city,
        theme=theme.label,
        recommendation=words,
        proposers=people,
        evidence=tuple(Span(start=start, end=end) for start, end in spans),
        stance=stance,
        quote=Quote.INDIRECT,
        province_adcode=province_adcode,
        city_adcode=city_adcode,
        county_adcode=None,
        province=province,
        county=None,
        place_basis=None,
        place_span=None,
        themes=(theme,),
        theme_terms=(),
        cap_topic=theme.cap_topic,
        cue="建议",
        rule="sentence",
        confidence=confidence,
    )


def sighting(of: Article, source: str) -> Sighting:
    return Sighting(article_id=of.article_id, source=source, seen_at=SEEN)


def reject(source: str, *, of: Article | None = None, fragment: str = "", fingerprint: str = "v1") -> Reject:
    reason = next(iter(RejectReason))
    article_id = of.article_id if of else None
    return Reject(
        reject_id=identity.reject_id(article_id, source, reason, [], fragment),
        article_id=article_id,
        source=source,
        subject=next(iter(Subject)),
        reason=reason,
        message="没有可读的文字",
        fragment=fragment,
        spans=(),
        fingerprint=fingerprint,
    )


def words(number: int, length: int = 80) -> str:
    """Characters that no two numbers share in the same order, so that no article looks like another's reprint."""
    chance = random.Random(number)
    return "".join(chr(chance.randrange(0x4E00, 0x6E00)) for _ in range(length))


def batch(numbers: Iterable[int], *, fingerprint: str = "v1", confidence: float = 0.9) -> Batch:
    """A batch of one article a number, each with one speech and two proposals, seen at `NUMBER.txt`."""
    articles, sightings, speeches, proposals = [], [], [], []
    for number in numbers:
        first, second = f"增加第{number}条街的停车泊位", f"整治第{number}个小区的飞线充电"
        text = f"市政协委员王鹏建议，{first}；{second}。{words(number)}。"
        found = article(text, fingerprint=fingerprint)
        articles.append(found)
        sightings.append(sighting(found, f"{number}.txt"))
        rows = [
            proposal(found, words, source=f"{number}.txt", confidence=confidence) for words in (first, second)
        ]
        start = text.index(first)
        speeches.append(speech(found, start, text.index(second) + len(second), proposer()))
        proposals += rows
    return {"articles": articles, "sightings": sightings, "speeches": speeches, "proposals": proposals}
