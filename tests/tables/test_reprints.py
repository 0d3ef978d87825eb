"""What repeats what: whole articles, edited ones, and proposals in them."""

from __future__ import annotations

import random
from datetime import datetime
from itertools import combinations

import pytest

from pipeline.tables import Dataset, open_dataset
from schemas import PlaceBasis, Proposer, Theme
from tests.tables import briefs, made, reprinting

EARLY, LATE = datetime(2024, 3, 1), datetime(2024, 3, 2)
LEAD = "本报讯。"


def stored(folder, *articles, proposals=()):
    with Dataset.open(folder / "data").writer() as writer:
        writer.commit(
            {
                "articles": articles,
                "sightings": [
                    made.sighting(article, f"{number}.txt") for number, article in enumerate(articles)
                ],
                "proposals": proposals,
            }
        )
    return open_dataset(folder / "data")


def origins(tables) -> dict[str, str]:
    """Each article's title, and that of the article that it repeats."""
    frame = tables.articles().set_index("article_id")
    return {
        row.title: frame.title.get(row.reprint_of, "")
        for row in frame.fillna({"reprint_of": ""}).itertuples()
    }


@pytest.fixture(scope="module")
def pieces(seeds):
    return reprinting.pieces(seeds)


@pytest.mark.parametrize("seed", [20260301, 1, 2])
def test_precision_and_recall_on_edited_reprints(folder, pieces, seed):
    chance = random.Random(seed)
    texts: list[tuple[str, str]] = []
    for number, piece in enumerate(pieces):
        texts.append((f"{number} as it was", piece))
        texts += [(f"{number} {edit}", text) for edit, text in reprinting.reprints(piece, chance)]
        texts.append((f"other {number}", reprinting.other_report(piece, chance.sample(pieces, 6), chance)))
    tables = stored(folder, *(made.article(text, title=title) for title, text in texts))
    roots = {title: origin or title for title, origin in origins(tables).items()}
    true = {pair for pair in combinations(roots, 2) if _of(pair[0]) == _of(pair[1])}
    found = {pair for pair in combinations(roots, 2) if roots[pair[0]] == roots[pair[1]]}
    assert len(true) > 500
    assert len(true & found) / len(found) >= 0.95, sorted(found - true)[:10]
    assert len(true & found) / len(true) >= 0.95, sorted(true - found)[:10]


def _of(title: str) -> str:
    """The piece that an article is a printing of; another report is of none but itself."""
    return title if title.startswith("other") else title.split(maxsplit=1)[0]


def test_the_earliest_by_its_own_date_is_the_first_printing(folder, pieces):
    late = made.article(pieces[0], title="晚报", on=LATE)
    early = made.article(LEAD + pieces[0], title="日报", on=EARLY)
    undated = made.article(pieces[0] + "完。", title="网站")
    assert origins(stored(folder, undated, late, early)) == {"网站": "日报", "晚报": "日报", "日报": ""}


def test_a_reprint_in_traditional_characters_and_other_lines_has_the_same_content_key(folder):
    hans = made.article("委员建议加强立法,加快建设停车场。", title="简", on=EARLY)
    hant = made.article("委員建議加強立法，\n加快建設停車場。", title="繁", on=LATE)
    assert hans.content_key == hant.content_key
    assert origins(stored(folder, hans, hant)) == {"简": "", "繁": "简"}


def test_short_articles_of_other_words_are_no_reprints(folder):
    assert origins(
        stored(folder, made.article("好。", title="一"), made.article("要修路。", title="二"))
    ) == {
        "一": "",
        "二": "",
    }


def printed(piece: str, words: str, title: str, on: datetime, who: list[Proposer] | None = None):
    article = made.article(f"{piece}委员建议{words}。", title=title, on=on)
    return article, made.proposal(article, words, who=who)


def test_a_reprinted_proposal_is_counted_once_unless_told_otherwise(folder, pieces):
    (early, first), (late, second) = (
        printed(pieces[0], "增设停车泊位", "日报", EARLY),
        printed(LEAD + pieces[0], "增设停车泊位", "晚报", LATE),
    )
    tables = stored(folder, late, early, proposals=[second, first])
    assert tables.proposals()["proposal_id"].tolist() == [first.proposal_id]
    both = tables.proposals(reprints=True).set_index("proposal_id")["reprint_of"]
    assert both[second.proposal_id] == first.proposal_id
    assert both.isna()[first.proposal_id]
    assert tables.sql("select count(*) as n from proposals_once")["n"].tolist() == [1]
    assert tables.sql("select count(*) as n from proposals")["n"].tolist() == [2]


def test_an_edited_wording_in_a_reprint_is_the_same_proposal(folder, pieces):
    (early, first), (late, second) = (
        printed(pieces[0], "加快增设城区停车泊位", "日报", EARLY),
        printed(pieces[0], "尽快增设城区停车泊位", "晚报", LATE),
    )
    assert len(stored(folder, early, late, proposals=[first, second]).proposals()) == 1


def test_another_number_in_a_reprint_is_another_proposal(folder, pieces):
    (early, first), (late, second) = (
        printed(pieces[0], "增设城区停车泊位500个", "日报", EARLY),
        printed(pieces[0], "增设城区停车泊位800个", "晚报", LATE),
    )
    assert len(stored(folder, early, late, proposals=[first, second]).proposals()) == 2


@pytest.mark.parametrize(("name", "expected"), [("王鹏", 1), (None, 2)])
def test_the_same_words_in_other_articles_are_one_proposal_where_a_name_stands(
    folder, pieces, name, expected
):
    who = [made.proposer(name, "委员")]
    (one, first), (other, second) = (
        printed(pieces[0], "加强组织领导", "日报", EARLY, who),
        printed(pieces[5], "加强组织领导", "晚报", LATE, who),
    )
    assert len(stored(folder, one, other, proposals=[first, second]).proposals()) == expected


SEEDS = pytest.mark.parametrize("seed", [20260302, 3, 4])
SPEAKERS = pytest.mark.parametrize("name", ["王鹏", None])


def tied(folder, name: str | None, printings: dict[str, briefs.Brief]) -> set[tuple[str, str]]:
    """Which printings of briefs by one speaker are one proposal, or one article."""
    who = [made.proposer(name, "市政协委员")]
    articles = {title: made.article(brief.text, title=title) for title, brief in printings.items()}
    proposals = {
        title: made.proposal(articles[title], brief.words, who=who) for title, brief in printings.items()
    }
    tables = stored(folder, *articles.values(), proposals=[*proposals.values()])
    pairs = set()
    for rows, key in (
        (tables.articles(), "article_id"),
        (tables.proposals(reprints=True), "proposal_id"),
    ):
        first = {
            row[key]: row["reprint_of"] or row[key]
            for row in rows.fillna({"reprint_of": ""}).to_dict("records")
        }
        made_of = articles if key == "article_id" else proposals
        roots = {title: first[getattr(row, key)] for title, row in made_of.items()}
        pairs |= {pair for pair in combinations(printings, 2) if roots[pair[0]] == roots[pair[1]]}
    return pairs


def test_short_briefs_that_differ_in_one_word_are_proposals_of_their_own(folder):
    for number, (first, second) in enumerate(
        [
            ("加快修建停车场", "加快修建图书馆"),
            ("在晋源区增设停车泊位", "在小店区增设停车泊位"),
            ("增设停车泊位五百个", "增设停车泊位八百个"),
        ]
    ):
        printings = {
            words: briefs.Brief(f"市政协委员王鹏建议，{words}。", words) for words in (first, second)
        }
        assert not tied(folder / str(number), "王鹏", printings)


@SEEDS
@SPEAKERS
def test_short_briefs_of_other_objects_places_and_numbers_are_never_tied(folder, seed, name):
    groups = list(briefs.different(random.Random(seed), who=f"市政协委员{name or ''}"))
    printings = {
        f"{number} {kind} {brief.words}": brief
        for number, (kind, group) in enumerate(groups)
        for brief in group
        if kind != "digits"
    }
    assert len(printings) > 40
    assert not tied(folder / "numerals", name, printings)
    digits = {brief.words: brief for kind, group in groups for brief in group if kind == "digits"}
    assert not tied(folder / "digits", name, digits)


@SEEDS
@SPEAKERS
def test_reprinted_short_briefs_are_all_tied_and_to_none_else(folder, seed, name):
    groups = list(briefs.reprinted(random.Random(seed), who=f"市政协委员{name or ''}"))
    printings = {
        f"{number} {edit}": brief for number, group in enumerate(groups) for edit, brief in group.items()
    }
    # what is printed to the letter is one article already
    printings = dict({brief.text: (title, brief) for title, brief in printings.items()}.values())
    expected = {pair for pair in combinations(printings, 2) if pair[0].split()[0] == pair[1].split()[0]}
    assert len(expected) > 400
    found = tied(folder, name, printings)
    assert not found - expected, sorted(found - expected)[:10]
    assert not expected - found, sorted(expected - found)[:10]


@pytest.mark.parametrize(("basis", "expected"), [("stated", 2), ("office", 2), ("article", 1)])
def test_the_same_words_for_two_places_that_are_stated_are_two_proposals(folder, pieces, basis, expected):
    (one, first), (other, second) = (
        printed(pieces[number], "加强组织领导", "日报", on, [made.proposer("王鹏", "委员")])
        for number, on in ((0, EARLY), (5, LATE))
    )
    first, second = (
        row.model_copy(
            update={"city_adcode": "140100", "county_adcode": county, "place_basis": PlaceBasis(basis)}
        )
        for row, county in ((first, "140105"), (second, "140110"))
    )
    assert len(stored(folder, one, other, proposals=[first, second]).proposals()) == expected


def test_a_reworded_proposal_of_another_theme_is_another_proposal(folder, pieces):
    (early, first), (late, second) = (
        printed(pieces[0], "加快增设城区停车泊位", "日报", EARLY),
        printed(pieces[0], "尽快增设城区停车泊位", "晚报", LATE),
    )
    other = {
        "themes": (Theme.CONSUMPTION,),
        "theme": Theme.CONSUMPTION.label,
        "cap_topic": Theme.CONSUMPTION.cap_topic,
    }
    second = second.model_copy(update=other)
    assert len(stored(folder, early, late, proposals=[first, second]).proposals()) == 2


def test_reprints_of_new_articles_are_found_after_refresh_and_kept_for_the_next_reader(folder, pieces):
    tables = stored(folder, made.article(pieces[0], title="日报", on=EARLY))
    assert origins(tables) == {"日报": ""}
    with Dataset.open(folder / "data").writer() as writer:
        writer.commit({"articles": [made.article(LEAD + pieces[0], title="晚报", on=LATE)]})
    tables.refresh()
    assert origins(tables) == {"日报": "", "晚报": "日报"}
    cached = list((folder / "data" / ".jianyan" / "cache").glob("reprints-*"))
    assert [path.name.startswith(f"reprints-{tables.version}-") for path in cached] == [True]
    assert origins(open_dataset(folder / "data")) == {"日报": "", "晚报": "日报"}


def test_a_printing_without_a_place_ties_no_two_places(folder):
    words = "完善社区养老服务设施，补贴家庭照护"
    taiyuan = made.article(f"委员说，太原要{words}。" + made.words(1), title="太原", on=EARLY)
    printed = made.article(f"{LEAD}委员说，太原要{words}。" + made.words(1), title="太原转载", on=LATE)
    chengdu = made.article(f"委员说，成都要{words}。" + made.words(2), title="成都", on=EARLY)
    rows = [
        made.proposal(chengdu, words, city="成都市"),
        made.proposal(printed, words, city=None),
        made.proposal(taiyuan, words),
    ]
    tables = stored(folder, chengdu, printed, taiyuan, proposals=rows)
    assert origins(tables) == {"太原": "", "太原转载": "太原", "成都": ""}
    assert sorted(tables.proposals()["city"]) == ["太原市", "成都市"]


def test_reprints_found_by_other_rules_are_found_anew(folder, pieces, monkeypatch):
    printings = [made.article(pieces[0], title="日报"), made.article(LEAD + pieces[0], title="晚报")]
    assert len(stored(folder, *printings).articles(reprints=False)) == 1
    monkeypatch.setattr("pipeline.tables.near.SAME", 1.0)
    monkeypatch.setattr("pipeline.tables.near._SURELY", 1.1)
    assert len(open_dataset(folder / "data").articles(reprints=False)) == 1
    monkeypatch.setattr("pipeline.tables.reprints._rules", lambda: "of-another-version")
    assert len(open_dataset(folder / "data").articles(reprints=False)) == 2
