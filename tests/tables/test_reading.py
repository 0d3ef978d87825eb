"""The data set as frames, SQL, filters and search."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import QueryError
from pipeline.tables import Dataset, Filters, open_dataset
from schemas import Category, Level, Stance, Theme
from tests.tables import made

PROJECT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("short_guard")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Five proposals of two articles, each unlike the others."""
    root = tmp_path_factory.mktemp("library") / "data"
    march = made.article(
        "会议在太原召开。\n委员们建议，增加停车泊位；鼓励企业建设实训基地。" + made.words(1),
        on=datetime(2024, 3, 5),
    )
    may = made.article(
        "区长说，将改造长治老旧小区。专家认为应扩大美国会展业招商！成都要办好国会图书展。" + made.words(2),
        on=datetime(2024, 5, 1),
    )
    official = made.proposer("李明", "区长", category=Category.GOVERNMENT_OFFICIAL, level=Level.COUNTY)
    expert = made.proposer(None, "专家", category=Category.EXPERT, level=Level.NONE)
    with Dataset.open(root).writer() as writer:
        writer.commit(
            {
                "articles": [march, may],
                "sightings": [made.sighting(march, "三月.txt"), made.sighting(may, "五月.txt")],
                "proposals": [
                    made.proposal(march, "增加停车泊位", confidence=0.95),
                    made.proposal(
                        march, "鼓励企业建设实训基地", theme=Theme.EDUCATION, city=None, confidence=0.6
                    ),
                    made.proposal(
                        may,
                        "改造长治老旧小区",
                        who=[official],
                        theme=Theme.URBAN_HOUSING,
                        city="长治市",
                        stance=Stance.COMMITMENT,
                    ),
                    made.proposal(may, "扩大美国会展业招商", who=[expert], theme=Theme.OPENING_UP, city=None),
                    made.proposal(may, "办好国会图书展", theme=Theme.CULTURE_TOURISM, city="成都市"),
                ],
                "rejects": [made.reject("空.txt")],
            }
        )
    return open_dataset(root)


PARKING, TRAINING, HOUSING, TRADE, BOOKS = "增加停车", "鼓励企业", "改造长治", "扩大美国", "办好国会"


def told(frame: pd.DataFrame) -> list[str]:
    return [words[:4] for words in frame["recommendation"]]


def test_each_table_is_a_frame_with_arrow_columns(library):
    assert library.counts() == {"articles": 2, "sightings": 2, "speeches": 0, "proposals": 5, "rejects": 1}
    for frame in (
        library.articles(),
        library.sightings(),
        library.speeches(),
        library.proposals(),
        library.rejects(),
    ):
        assert all(isinstance(kind, pd.ArrowDtype) for kind in frame.dtypes)
    assert library.proposals()["published_on"].dt.month.tolist() == [3, 3, 5, 5, 5]
    assert (library.proposals()["stance"] == "commitment").sum() == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"city": "太原"}, [PARKING]),
        ({"city": "太原市"}, [PARKING]),
        ({"city": "140400"}, [HOUSING]),
        ({"city": "山西"}, [PARKING, HOUSING]),
        ({"city": "Shanxi"}, [PARKING, HOUSING]),
        ({"city": "140000"}, [PARKING, HOUSING]),
        ({"city": "shaanxi"}, []),
        ({"theme": "transport"}, [PARKING]),
        ({"theme": "教育"}, [TRAINING]),
        ({"category": "government_official"}, [HOUSING]),
        ({"category": "专家学者"}, [TRADE]),
        ({"level": "county"}, [HOUSING]),
        ({"stance": "commitment"}, [HOUSING]),
        ({"proposer": "李"}, [HOUSING]),
        ({"since": "2024-05-01"}, [HOUSING, TRADE, BOOKS]),
        ({"until": "2024-03-05"}, [PARKING, TRAINING]),
        ({"until": datetime(2024, 3, 4)}, []),
        ({"min_confidence": 0.95}, [PARKING]),
        ({"city": "山西", "stance": "recommendation"}, [PARKING]),
        ({"limit": 2}, [PARKING, TRAINING]),
        ({}, [PARKING, TRAINING, HOUSING, TRADE, BOOKS]),
    ],
)
def test_filters_give_the_proposals_that_hold_all_that_is_asked(library, asked, expected):
    assert told(library.proposals(**asked)) == expected


def test_some_columns_can_be_asked_for(library):
    found = library.proposals(city="太原", columns=["city", "recommendation", "reprint_of"])
    assert found.columns.tolist() == ["city", "recommendation", "reprint_of"]
    with pytest.raises(QueryError, match="建议"):
        library.proposals(columns=["建议"])


def test_filters_can_be_made_once_and_used_again(library):
    shanxi = Filters(city="山西")
    assert told(library.proposals(where=shanxi)) == [PARKING, HOUSING]
    assert told(library.search("小区", where=shanxi)) == [HOUSING]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"theme": "停车"}, "'停车' is no theme; there are .*transport"),
        ({"stance": "maybe"}, "'maybe' is no stance; there are recommendation"),
        ({"since": "五月"}, "'五月' is no day; write 2026-03-05"),
    ],
)
def test_an_unknown_code_or_day_is_told_with_those_that_there_are(library, asked, message):
    with pytest.raises(ValueError, match=message):
        library.proposals(**asked)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"city": "太元"}, "'太元' is no place of this data set; near are 太原市"),
        ({"city": "taiyuan"}, "a city by its Chinese name or code"),
        ({"city": "1401"}, "near are 140100 .太原市.; a code has six digits"),
        (
            {"province": "140100"},
            "'140100' is no province of this data set; near are 140000 .山西省.*as city",
        ),
        ({"province": "太原"}, "'太原' is no province of this data set.*as city"),
        ({"city": "太元", "theme": "交通"}, "near are 太原市"),
    ],
    ids=str,
)
def test_a_place_that_is_nowhere_is_told_with_those_that_are_near(library, asked, message):
    with pytest.raises(QueryError, match=message):
        library.proposals(**asked)
    with pytest.raises(QueryError, match=message):
        library.search("停车", **asked)


@pytest.mark.parametrize(
    "asked",
    [
        {"city": "jilin"},
        {"city": "厦门"},
        {"city": "350200"},
        {"province": "220000"},
        {"city": "太原", "theme": "教育"},
    ],
    ids=str,
)
def test_a_place_that_is_one_has_no_rows_at_times(library, asked):
    assert told(library.proposals(**asked)) == []


def test_in_an_empty_data_set_no_place_is_wrong(folder):
    with Dataset.open(folder / "data").writer():
        pass
    assert told(open_dataset(folder / "data").proposals(city="太元")) == []


def test_filters_by_name_stand_beside_those_made_before(library):
    shanxi = Filters(city="山西")
    assert told(library.proposals(where=shanxi, theme="交通")) == [PARKING]
    assert told(library.search("停车", where=shanxi, theme="教育")) == []


def test_words_of_two_characters_are_found_inside_longer_ones(library):
    assert told(library.search("停车 泊位")) == [PARKING]
    assert told(library.search("泊位")) == [PARKING]


def test_characters_across_the_border_of_words_are_no_word(library):
    assert told(library.search("国会")) == [BOOKS]


def test_characters_that_are_nowhere_a_word_are_found_as_characters(library):
    assert told(library.search("国会展")) == [TRADE]


def test_all_words_must_be_there(library):
    assert told(library.search("停车 小区")) == []


def test_a_search_for_nothing_is_told(library):
    with pytest.raises(ValueError, match="nothing to search for"):
        library.search("  ")


def test_sql_reaches_all_tables(library):
    found = library.sql(
        "select count(*) as n from proposals join articles using (article_id) where theme = ?", ["交通"]
    )
    assert found["n"].tolist() == [1]


def test_sql_that_is_none_is_told(library):
    with pytest.raises(ValueError, match="this query cannot be answered"):
        library.sql("select 建议 from proposals")


@pytest.mark.parametrize(
    "query",
    [
        "copy (select 1) to '{file}'",
        "with a as (copy (select 1) to '{file}') select * from a",
        "explain analyze copy (select 1) to '{file}'",
        "explain analyze with a as (copy (select 1) to '{file}') from a",
        "select 1; copy (select 1) to '{file}'",
        "drop view proposals",
        "create table x as select 1",
        "set threads = 1",
        "",
        "-- nothing",
        "copy (pivot proposals on theme using count(*) group by city) to '{file}'",
        "create table x as pivot proposals on theme using count(*) group by city",
        "insert into x pivot proposals on theme using count(*) group by city",
    ],
)
def test_sql_that_writes_or_is_nothing_is_refused(library, query, tmp_path):
    with pytest.raises(QueryError, match="one query that reads: select"):
        library.sql(query.format(file=tmp_path / "x.csv"))
    assert not (tmp_path / "x.csv").exists()
    assert len(library.sql("from proposals")) == 5


@pytest.mark.parametrize(
    "query",
    [
        "select 1; -- one",
        "with a as (select * from proposals_once) from a -- all",
        "values (1)",
        "describe proposals",
        "summarize proposals",
        "show tables",
        "explain analyze select 1",
        "explain (format json) select 1",
        "pivot proposals on theme using count(*) group by city",
        "with a as (from proposals) pivot a on theme using count(*) group by city",
    ],
)
def test_sql_that_reads_is_answered(library, query):
    assert len(library.sql(query))


def test_tables_are_found_by_names_in_capitals(folder):
    article = made.article("委员们建议，增加停车泊位。" + made.words(1))
    with Dataset.open(folder / "data").writer() as writer:
        writer.commit({"articles": [article], "proposals": [made.proposal(article, "增加停车泊位")]})
    tables = open_dataset(folder / "data")
    assert tables.sql("SELECT COUNT(*) AS n FROM PROPOSALS_ONCE")["n"].tolist() == [1]
    with Dataset.open(folder / "data").writer() as writer:
        again = made.article("本报讯。" + article.text)
        writer.commit({"articles": [again], "proposals": [made.proposal(again, "增加停车泊位")]})
    tables.refresh()
    assert tables.sql("SELECT COUNT(*) AS n FROM PROPOSAL_REPRINTS")["n"].tolist() == [1]


def test_what_is_no_table_is_told_as_the_query_s_fault(library):
    with pytest.raises(QueryError, match="parts does not exist"):
        library.sql("select * from parts")


def test_parameters_reach_a_query_that_begins_with_with(library):
    query = "with a as (select * from proposals where theme = ?) select count(*) as n from a"
    assert library.sql(query, ["交通"])["n"].tolist() == [1]


def test_columns_of_one_name_are_numbered(library):
    joined = library.sql(
        "select p.city, a.city, 1 as city_1 from proposals p join articles a using (article_id)"
    )
    assert joined.columns.tolist() == ["city", "city_2", "city_1"]
    twice = library.proposals(columns=["theme", "theme"])
    assert twice.columns.tolist() == ["theme", "theme_1"]


def test_numbers_that_arrow_has_no_type_for_are_text(library):
    found = library.sql("select '101'::bit as a, 12345678901234567890123::bignum as b")
    assert found.iloc[0].tolist() == ["101", "12345678901234567890123"]


@pytest.mark.parametrize("column", ["evidence", "article_id"])
def test_a_context_that_cannot_be_found_is_told(library, column):
    with pytest.raises(QueryError, match="article_id, and evidence or spans"):
        library.context(library.proposals().drop(columns=column))


def test_the_context_is_the_sentence_in_the_article(library):
    around = library.context(library.proposals(city="长治"))["context"].tolist()
    assert around == ["区长说，将改造长治老旧小区。"]
    around = library.context(library.proposals(city="太原"))["context"].tolist()
    assert around == ["委员们建议，增加停车泊位；鼓励企业建设实训基地。"]


def test_a_reader_sees_what_was_committed_after_refresh(stored):
    tables = open_dataset(stored)
    assert len(tables.proposals()) == 8
    with Dataset.open(stored).writer() as writer:
        writer.commit(made.batch([7]))
    assert len(tables.proposals()) == 8
    tables.refresh()
    assert len(tables.proposals()) == 10


def test_a_reader_whose_files_were_replaced_reads_the_new_ones(stored):
    tables = open_dataset(stored)
    Dataset.open(stored).compact()
    assert len(tables.proposals()) == 8
    assert len(tables.sql("select * from speeches")) == 4


def test_a_reader_of_several_tables_never_sees_half_a_commit(folder):
    program = (
        f"import pathlib; from tests.tables import jobs; jobs.weeks(pathlib.Path({str(folder / 'data')!r}))"
    )
    writer = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT)
    readings = 0
    try:
        while writer.poll() is None or not readings:
            if (folder / "data" / "rejects").exists():
                whole = open_dataset(folder / "data").sql(
                    "select (select count(*) from articles) * 2 = (select count(*) from proposals) as complete, "
                    "(select count(*) from proposals anti join articles using (article_id)) as orphans"
                )
                assert whole.iloc[0].tolist() == [True, 0]
                readings += 1
    finally:
        writer.kill()
        writer.wait(10)
    assert writer.returncode == 0
    assert readings > 3
