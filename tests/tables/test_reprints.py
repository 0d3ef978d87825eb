"""What repeats what: whole articles, edited ones, and proposals in them."""

from __future__ import annotations

import random
from datetime import datetime
from itertools import combinations

import pytest

from pipeline.tables import Dataset, open_dataset
from schemas import Proposer
from tests.tables import made, reprinting

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


def test_precision_and_recall_on_edited_reprints(folder, pieces):
    chance = random.Random(20260301)
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


def test_reprints_of_new_articles_are_found_after_refresh_and_kept_for_the_next_reader(folder, pieces):
    tables = stored(folder, made.article(pieces[0], title="日报", on=EARLY))
    assert origins(tables) == {"日报": ""}
    with Dataset.open(folder / "data").writer() as writer:
        writer.commit({"articles": [made.article(LEAD + pieces[0], title="晚报", on=LATE)]})
    tables.refresh()
    assert origins(tables) == {"日报": "", "晚报": "日报"}
    cached = list((folder / "data" / ".jianyan" / "cache").glob("reprints-*"))
    assert [path.name for path in cached] == [f"reprints-{tables.version}.parquet"]
    assert origins(open_dataset(folder / "data")) == {"日报": "", "晚报": "日报"}
