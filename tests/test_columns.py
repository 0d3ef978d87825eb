"""Newspaper columns that were read across, put back in order."""

from __future__ import annotations

import json
import runpy
import time
from pathlib import Path

import pytest

from pipeline.text.lines import line_kind
from pipeline.text.paragraphs import reading_paragraphs
from pipeline.text.seams import Seams, word_across

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"

WATER = "近年来,我市水环境持续改善。一是压实河长责任。各级河长每月巡河两次,发现问题当日交办;二是补齐管网短板。新建污水管网四十公里,城区雨污分流率明显提高。"
ROADS = "农村公路连着千家万户。市交通运输局坚持建管养运一体推进,新改建农村公路二百公里,危桥改造全部完成。客运班车通到每个建制村,群众出行更加方便。"


def texts(*lines: str) -> list[str]:
    return [paragraph.text for paragraph in reading_paragraphs("\n\n".join(lines))]


def halves(paragraph: str, before: str) -> tuple[str, str]:
    cut = paragraph.index(before)
    return paragraph[:cut], paragraph[cut:]


def test_a_headline_inside_a_word_is_set_above_the_speakers_header():
    first, second = halves(WATER, "网短板")
    assert texts("市政协委员 余音", first, "还一江清水给市民", second) == [
        "还一江清水给市民",
        "市政协委员 余音",
        WATER,
    ]


def test_a_caption_inside_a_sentence_is_set_below_the_paragraph_and_its_signature():
    first, second = halves(WATER, "网四十")
    caption = "图为委员察看河道。本报记者 石磊 摄"
    signature = "(作者系市政协常委、市水利学会会长)"
    assert texts(first, caption, second, signature) == [WATER, signature, caption]


def test_two_columns_read_across_stand_each_under_its_own_header():
    water, roads = halves(WATER, "任。各级"), halves(ROADS, "路二百公里")
    assert texts("市水利局", water[0], "市交通运输局", roads[0], water[1], roads[1]) == [
        "市水利局",
        WATER,
        "市交通运输局",
        ROADS,
    ]


def test_what_follows_a_continuation_moves_with_it():
    water, roads = halves(WATER, "任。各级"), halves(ROADS, "路二百公里")
    plan = "下一步,市水利局将整治五条黑臭水体。"
    found = texts("市水利局", water[0], "市交通运输局", roads[0], water[1], plan, roads[1])
    assert found == ["市水利局", WATER, plan, "市交通运输局", ROADS]


def test_a_paragraph_naming_its_department_goes_below_that_departments_header():
    water, roads = halves(WATER, "任。各级"), halves(ROADS, "路二百公里")
    education = "市教育局新建学校六所,增加学位八千个。"
    plan = "关于课后服务方面,市教育局引进专业教练进校园。"
    found = texts(
        "市水利局", water[0], "市教育局", education, "市交通运输局", roads[0], water[1], plan, roads[1]
    )
    assert found == ["市水利局", WATER, "市教育局", education, plan, "市交通运输局", ROADS]


def test_an_enumeration_goes_on_where_its_next_number_stands():
    seams = Seams([WATER[: WATER.index("二是")], "管理到位。二是补齐短板。", "管理到位。四是补齐短板。"])
    assert seams.score(0, 1) > 3
    assert seams.score(0, 2) < 0


def test_a_word_across_the_seam_is_known_by_its_frequency():
    assert word_across("级科技重大专", "项和重点研发") > 3
    assert word_across("建设和美乡村", "近年来全市") < 1


def test_a_traditional_text_is_joined_like_a_simplified_one():
    assert texts("委員們走進社區。他們建議,加快實施科技重大專", "項,支持中小企業創新發展。") == [
        "委員們走進社區。他們建議,加快實施科技重大專項,支持中小企業創新發展。"
    ]


def test_the_departments_of_the_changzhi_page_stand_together():
    source = (SEEDS / "changzhi-cppcc-page.txt").read_text("utf-8")
    gold = json.loads((ROOT / "tests/gold/changzhi-cppcc-page.json").read_text("utf-8"))
    assert _misplaced(source, gold) == []


def test_the_speakers_of_the_anqing_page_stand_together():
    page = ROOT.parent / "shared/dev/local/anqing-cppcc-speeches-page.txt"
    if not page.exists():
        pytest.skip("needs the development articles, which a user does not have")
    gold = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert _misplaced(page.read_text("utf-8"), gold) == []


def _misplaced(source: str, gold: dict) -> list[str]:
    """The gold proposals of headed pieces that are broken in the reading text or stand under another's header."""
    paragraphs = reading_paragraphs(source)
    where = {o: (n, i) for n, p in enumerate(paragraphs) for i, o in enumerate(p.offsets)}
    wrong = []
    for proposal in gold["proposals"]:
        places = [
            where[o]
            for start, end in proposal["evidence"]
            for o in range(start, end)
            if not source[o].isspace()
        ]
        whole = len({n for n, _ in places}) == 1 and places[-1][1] - places[0][1] == len(places) - 1
        name = proposal["proposers"][0]["name"]
        headers = [p.text for p in paragraphs[: places[0][0]] if line_kind(p.text) == "header"]
        headed = proposal["quote"] != "signed" or (headers and name in headers[-1])
        if not whole or not headed:
            wrong.append(proposal["text"])
    return wrong


def test_no_seam_is_found_in_the_other_seeds():
    for path in sorted(SEEDS.glob("*.txt")):
        if path.stem == "changzhi-cppcc-page":
            continue
        source = path.read_text("utf-8")
        lines = [line.strip() for line in source.splitlines() if line.strip()]
        assert [p.text for p in reading_paragraphs(source)] == lines


def test_broken_pages_are_put_back_at_the_stated_rates():
    bench = runpy.run_path(str(ROOT / "benchmarks/columns.py"))
    articles = [bench["clean_paragraphs"](path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    right, false_joins = bench["measure"]([a for a in articles if len(a) >= 3], rounds=100, seed=7)
    assert right["stop_lost"] >= 97
    assert right["stop_lost_above_heading"] >= 97
    assert right["broken"] >= 65
    assert right["headed"] >= 52
    assert right["columns"] >= 45
    assert right["headed_columns"] >= 60
    assert false_joins["broken"] + false_joins["headed"] <= 4


@pytest.mark.timeout(20)
def test_a_long_broken_page_takes_well_below_a_second():
    source = (SEEDS / "changzhi-cppcc-page.txt").read_text("utf-8") * 12
    reading_paragraphs(source[:8000])  # jieba's dictionary is loaded once
    begin = time.perf_counter()
    reading_paragraphs(source)
    assert time.perf_counter() - begin < 2.0
