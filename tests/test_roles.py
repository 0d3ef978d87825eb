"""Roles: posts, bodies, levels and capacities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.roles import Post, normalise_role
from schemas import Category, Level


@pytest.mark.parametrize(
    ("role", "posts"),
    [
        ("武乡县委书记", [("武乡县委", "书记", "county")]),
        (
            "市科协党组书记、副主席",
            [("市科协", "党组书记", "prefecture"), ("市科协", "副主席", "prefecture")],
        ),
        ("平顺县委副书记、县长", [("平顺县委", "副书记", "county"), ("平顺县", "县长", "county")]),
        ("县委常委、宣传部部长", [("县委", "常委", "county"), ("县委宣传部", "部长", "county")]),
        ("石城镇党委书记、镇长", [("石城镇党委", "书记", "township"), ("石城镇", "镇长", "township")]),
        ("省住建厅原总工程师", [("省住建厅", "原总工程师", "province")]),
        (
            "全国人大代表、青峰村党支部书记",
            [("全国人大", "代表", "national"), ("青峰村党支部", "书记", "village")],
        ),
        ("学员代表", [(None, "学员代表", "none")]),
        ("某某新材料有限公司董事长", [("某某新材料有限公司", "董事长", "none")]),
    ],
)
def test_a_role_is_split_into_posts_with_their_bodies(role, posts):
    assert normalise_role(role).posts == tuple(Post(*post) for post in posts)


@pytest.mark.parametrize("role", ["市科技局(外专局)局长(主任)", "市科技局（外专局）局长（主任）"])
def test_bodies_and_posts_in_brackets_pair_up(role):
    bodies = [(post.organization, post.post) for post in normalise_role(role).posts]
    assert bodies == [("市科技局", "局长"), ("外专局", "主任")]


def test_a_post_that_differs_in_one_character_is_two():
    posts = normalise_role("陕西省委党校(陕西行政学院)副校(院)长").posts
    assert [(p.organization, p.post) for p in posts] == [
        ("陕西省委党校", "副校长"),
        ("陕西行政学院", "副院长"),
    ]


def test_a_city_of_county_level_makes_its_bureaus_county_bodies():
    assert normalise_role("市民政局局长", area="320685").posts[0].level == "county"
    assert normalise_role("市民政局局长", area="320600").posts[0].level == "prefecture"
    assert normalise_role("市民政局局长", area="310000").posts[0].level == "province"


@pytest.mark.parametrize(
    ("role", "category"),
    [
        ("市政协委员、某某学校教师", "cppcc_member"),
        ("县人大代表", "npc_deputy"),
        ("武乡县委书记", "party_official"),
        ("武乡县县长", "government_official"),
        ("市发改委副主任", "department"),
        ("市中级人民法院院长", "judiciary"),
        ("学员代表", "trainee"),
        ("某某大学教授", "expert"),
        ("某某集团党委书记、董事长", "enterprise"),
        ("民进市委会副主委", "democratic_party"),
        ("市女企业家协会会长", "association"),
        ("城北街道党工委书记", "grassroots"),
        ("青峰村村民", "citizen"),
        ("见证者", "other"),
    ],
)
def test_a_role_tells_the_capacity(role, category):
    assert normalise_role(role).category == category


def test_how_the_article_calls_a_member_tells_more_than_the_job():
    text = "林木森委员（县医院副院长）：建议建立轮岗制度。"
    assert normalise_role("县医院副院长", name="林木森", surroundings=text).category == "cppcc_member"


def test_a_person_who_speaks_for_a_body_is_not_called_a_deputy():
    text = "林木森代表民建市委会发言"
    assert normalise_role("民建会员、律师", name="林木森", surroundings=text).category != "npc_deputy"


@pytest.mark.parametrize(
    ("name", "category", "level"),
    [
        ("市财政局", "department", "prefecture"),
        ("怀宁县政协视察组", "cppcc_member", "county"),
        ("民革漳州市委会", "democratic_party", "prefecture"),
        ("全国政协调研组", "cppcc_member", "national"),
    ],
)
def test_a_body_that_speaks_has_a_capacity_of_its_own(name, category, level):
    normal = normalise_role(None, kind="organization", name=name)
    assert (normal.category, normal.posts[0].level) == (category, level)


def test_nothing_is_made_of_no_role():
    assert normalise_role(None, name="林木森").posts == ()


@given(st.text(alphabet="市县区委书记、，（）()副局长主任代表委员村镇党校院 的兼", max_size=20))
def test_any_role_gives_codes_of_the_lists(role):
    normal = normalise_role(role, name="林木森")
    assert normal.category in set(Category)
    assert all(post.level in set(Level) for post in normal.posts)
