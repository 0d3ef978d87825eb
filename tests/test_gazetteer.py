"""The gazetteer: names to codes and back, in their time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicons.build import townships, units
from pipeline.lexicons.gazetteer import Gazetteer, Levels, short_form

GAZETTEER = Gazetteer.load()
CODES = st.sampled_from(sorted(GAZETTEER._by_code))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("太原市", "140100"),
        ("太原", "140100"),
        ("龙泉驿", "510112"),
        ("张家川", "620525"),
        ("张家川回族自治县", "620525"),
        ("隆林", "451031"),
        ("湘西州", "433100"),
        ("凉山", "513400"),
        ("锡林郭勒", "152500"),
        ("仙桃", "429004"),
        ("蓉", "510100"),
        ("泉城", "370100"),
        ("香港", "810000"),
        ("盂县", "140322"),
    ],
)
def test_full_names_short_forms_and_aliases_lead_to_one_code(name, code):
    assert GAZETTEER.named(name) == (code,)


def test_a_name_that_many_units_bear_keeps_all_its_codes():
    assert set(GAZETTEER.named("鼓楼区")) == {"320106", "320302", "350102", "410204"}


def test_the_larger_unit_comes_first():
    assert GAZETTEER.named("吉林") == ("220000", "220200")


def test_a_name_counts_in_its_time():
    assert GAZETTEER.named("崇文区", 2009) == ("110103",)
    assert GAZETTEER.named("静海县", 2010) == ("120223",)


def test_an_old_name_leads_to_the_code_of_today():
    assert GAZETTEER.named("崇文区") == ("110101",)
    assert GAZETTEER.named("襄樊市") == ("420600",)
    assert GAZETTEER.named("忻州地区") == ("140900",)


def test_a_divided_unit_leads_to_all_that_came_of_it():
    assert GAZETTEER.current("469004") == ("460105", "460106", "460107", "460108")


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("140105", Levels("140000", "140100", "140105")),
        ("140100", Levels("140000", "140100", None)),
        ("140000", Levels("140000", None, None)),
        ("500155", Levels("500000", "500000", "500155")),
        ("110000", Levels("110000", "110000", None)),
        ("429004", Levels("420000", "429004", "429004")),
        ("659001", Levels("650000", "659001", "659001")),
        ("441900", Levels("440000", "441900", None)),
        ("810000", Levels("810000", "810000", None)),
    ],
)
def test_codes_have_the_levels_of_the_guidelines(code, levels):
    assert GAZETTEER.levels(code) == levels


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("140100", "太原市"),
        ("140303", "阳泉市矿区"),
        ("500155", "重庆市梁平区"),
        ("429004", "仙桃市"),
        ("140000", "山西省"),
    ],
)
def test_a_county_is_named_with_its_city(code, name):
    assert GAZETTEER.full_name(code) == name


def test_a_town_tells_its_county_within_an_area():
    assert GAZETTEER.counties_with("洛门镇", "620500") == ("620524",)
    assert GAZETTEER.counties_with("清名桥街道", "320200") == ("320213",)


def test_a_code_that_never_was_has_no_name():
    with pytest.raises(KeyError):
        GAZETTEER.name("999999")


def test_another_edition_is_refused():
    with pytest.raises(ValueError, match="gb2260-2024"):
        Gazetteer.load("gb2260-1999")


@given(CODES, st.one_of(st.none(), st.integers(1981, 2030)))
def test_successors_end_in_codes_that_are_in_force(code, year):
    for successor in GAZETTEER.current(code, year):
        unit = GAZETTEER.unit(successor, year)
        assert unit is not None
        assert unit.in_force(year)


@given(CODES)
def test_every_unit_is_found_by_its_name_in_its_time(code):
    unit = GAZETTEER.unit(code)
    assert unit is not None
    assert code in GAZETTEER.named(unit.name, unit.since)


@given(st.text(alphabet="回族自治县州市区北海满", max_size=8))
def test_a_short_form_is_never_a_single_character_of_a_longer_name(name):
    short = short_form(name)
    assert short == name or len(short) >= 2


def test_only_whole_successors_are_carried_over():
    row = {"代码": "120223", "名称": "静海县", "启用时间": "1981", "变更/弃用时间": "2015"}
    assert list(units([row | {"新代码": "120118;120113[2010]"}])) == ["120223\t静海县\t1981\t2015\t120118"]


def test_a_dissolved_prefecture_goes_where_its_counties_went():
    lost = {"代码": "142200", "名称": "忻州地区", "启用时间": "1983", "变更/弃用时间": "2000", "新代码": ""}
    county = {
        "代码": "142222",
        "名称": "定襄县",
        "启用时间": "1983",
        "变更/弃用时间": "2000",
        "新代码": "140921",
    }
    assert next(units([lost, county])) == "142200\t忻州地区\t1983\t2000\t140900"


def test_townships_stand_in_a_line_for_each_county():
    rows = [{"name": "石城镇", "areaCode": "140425"}, {"name": "青羊街道", "areaCode": "140425"}]
    assert list(townships(rows)) == ["140425\t石城镇 青羊"]
