"""Places of articles and proposals, in short texts of the genre."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.lexicons.gazetteer import Gazetteer
from pipeline.stages.annotations import Block, Candidate, Metadata, Place, Speaker, Speech
from pipeline.stages.place_mentions import PlaceScanner
from pipeline.stages.places import make_places
from pipeline.text.aligned import AlignedText

NLP = spacy.blank("zh")
STAGE = make_places(NLP, "places", gazetteer="gb2260-2024", max_context_sentences=3)
SCANNER = PlaceScanner(Gazetteer.load())
Read = Callable[..., Place]


def doc_of(text: str, **metadata: object) -> Doc:
    doc = NLP.make_doc(text)
    doc._.aligned = AlignedText.of(text)
    doc._.metadata = Metadata(**metadata)  # type: ignore[arg-type]
    position = 0
    blocks = []
    for line in text.split("\n"):
        blocks.append(Block(position, position + len(line), "body"))
        position += len(line) + 1
    doc._.blocks = blocks
    return doc


def article_place(text: str, **metadata: object) -> str | None:
    doc = doc_of(text, **metadata)
    doc._.candidates = []
    return STAGE(doc)._.metadata.place


def place(text: str, words: str, role: str | None = "市政协委员", **given: str) -> Place:
    """The place of the proposal `words` of 林木森 (or an organization, whose name is given)."""
    doc = doc_of(text)
    start = text.index(words)
    kind, name = given.get("kind", "person"), given.get("name", "林木森")
    speaker = Speaker(kind, name, role)  # type: ignore[arg-type]
    stance = given.get("stance", "recommendation")
    doc._.candidates = [
        Candidate(((start, start + len(words)),), 0, (speaker,), "indirect", stance, None, None, "sentence")  # type: ignore[arg-type]
    ]
    return STAGE(doc)._.places[0]


def place_in(
    text: str,
    words: str,
    speaker: Speaker,
    *,
    kinds: str = "",
    signed: tuple[str, str] | None = None,
) -> tuple[str | None, str | None, str | None]:
    """The place of the proposal `words`: `kinds` gives a line's block kind where it is no body (t: title, s:
    subheading), `signed` the first and last words of a signed speech."""
    doc = doc_of(text)
    names = {"t": "title", "s": "subheading"}
    section, blocks = 0, []
    for index, block in enumerate(doc._.blocks):
        kind = names.get(kinds[index : index + 1], "body")
        section += kind == "body" and text[block.start :].startswith("本报讯") and index > 0
        blocks.append(Block(block.start, block.end, kind, section))  # type: ignore[arg-type]
    doc._.blocks = blocks
    start = text.index(words)
    end = start + len(words)
    quote = "signed" if signed else "indirect"
    if signed:
        body = (text.index(signed[0]), text.index(signed[1]) + len(signed[1]))
        doc._.speeches = [Speech((body,), (speaker,), "signed", None)]
    doc._.candidates = [
        Candidate(((start, end),), 0, (speaker,), quote, "recommendation", None, None, "sentence", section)  # type: ignore[arg-type]
    ]
    return codes(STAGE(doc)._.places[0])


def codes(found: Place) -> tuple[str | None, str | None, str | None]:
    return (found.province, found.city, found.county)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("福州市鼓楼区政协召开协商会，区政协主席说，我区将逐项跟进。", "350102"),
        ("徐州市鼓楼区政协召开协商会，区政协主席说，我区将逐项跟进。", "320302"),
        ("中共兰州市城关区委党校举办学员论坛，区委书记参加。", "620102"),
        ("南通市通州区政协举行大会发言，我区家纺企业代表列席。", "320612"),
        ("北京市通州区两会召开，代表热议我区轨道建设。", "110112"),
        ("杭州市政协召开会议，委员建议把西湖夜游做起来，我市文旅部门回应。", "330100"),
        ("仙桃市政协召开座谈会，我市企业家参加。", "429004"),
        ("第八师石河子市政协召开协商会，师市领导参加。", "659001"),
        ("凉山州政协召开会议，州政协委员发言。", "513400"),
        ("锡林郭勒盟政协召开会议，盟政协委员发言。", "152500"),
        ("阿克苏地区召开座谈会，地委书记讲话。", "652900"),
        ("盂县政协召开会议，我县水利局回应。", "140322"),
        ("上海市浦东新区政协召开会议，我区科经委回应。", "310115"),
        ("大连市政协组织委员赴青岛、厦门考察，回来后召开座谈会。我市商务局参加。", "210200"),
        (
            "某市南通某某家居集团、江苏某某公司负责人参加了海安市民营企业座谈会，海安市委书记讲话。我市企业踊跃发言。",
            "320685",
        ),
    ],
)
def test_an_article_belongs_to_the_place_whose_paper_or_meeting_it_is(text, code):
    assert article_place(text) == code


def test_a_publisher_tells_the_place():
    assert article_place("委员们建议加快停车场建设。", publisher="绍兴日报") == "330600"


def test_a_national_broadcast_belongs_to_no_place():
    assert (
        article_place("央视网消息（新闻联播）：湖北省武汉市某水厂技师、全国人大代表林木森建议立法。") is None
    )


def test_a_member_of_the_national_body_does_not_make_an_article_local():
    text = "新华社北京3月8日电 全国政协委员、安徽省政协副主席林木森建议加强耕地保护。"
    assert article_place(text, publisher="新华社") is None


def test_a_text_in_traditional_script_of_hong_kong_life_belongs_to_hong_kong():
    text = "立法会议员林木森促政府增建公屋。特首回应，港府会研究。房屋署表示本港轮候时间过长。"
    assert article_place(text, script="hant") == "810000"


def test_a_mainland_text_in_traditional_script_stays_on_the_mainland():
    text = "广东省江门市举办座谈会，江门市政协委员、香港青年总会副主席林木森发言。"
    assert article_place(text, script="hant") == "440700"


def test_a_person_is_no_place():
    doc = doc_of("全国政协会议举行。李新荣委员发言说，要完善治理体系。李新荣委员建议立法。")
    doc._.names = [(9, 12), (24, 27)]
    doc._.candidates = []
    assert STAGE(doc)._.metadata.place is None


def test_a_code_is_that_of_the_articles_time():
    text = "静海县召开座谈会，我县企业家发言。"
    assert article_place(text, published_on=datetime(2010, 5, 1)) == "120223"
    assert article_place(text) == "120118"


LOCAL = "安庆市政协召开会议。委员林木森建议，{}。我市有关部门参加。"


@pytest.mark.parametrize(
    ("words", "county"),
    [
        ("在怀宁县设立蓝莓研究所", "340822"),
        ("怀宁县要率先建立试点", "340822"),
        ("支持怀宁县发展蓝莓加工", "340822"),
        ("在月山镇建设蓝莓冷链中心", "340822"),
        ("在怀宁县、潜山市开展试点", None),
        ("借鉴浙江省义乌市经验，建设小商品市场", None),
        ("推动怀宁县与潜山市旅游合作", None),
        ("引进怀宁县那样的蓝莓深加工企业", None),
        ("组织企业赴太湖县考察后统一规划产业园", None),
        ("大力发展朝阳产业", None),
        ("与南京大学共建研究院", None),
        ("推广东西部协作经验", None),
    ],
)
def test_a_place_named_in_a_proposal_counts_where_the_action_is_for_it(words, county):
    assert codes(place(LOCAL.format(words), words)) == ("340000", "340800", county)


def test_a_stated_place_shows_its_span():
    text = LOCAL.format("在怀宁县设立蓝莓研究所")
    found = place(text, "在怀宁县设立蓝莓研究所")
    assert (found.basis, found.span and text[slice(*found.span)]) == ("stated", "怀宁县")


def test_a_leader_of_a_county_speaks_for_it():
    text = "长治市召开推进会，我市各县参加。武乡县委书记林木森表示，将建设小米产业园。"
    found = place(text, "建设小米产业园", "武乡县委书记", stance="commitment")
    assert (codes(found), found.basis) == (("140000", "140400", "140429"), "office")


def test_a_body_of_a_county_speaks_for_it():
    text = "安庆市政协召开会议，我市各县参加。怀宁县政协视察组建议，编制用地规划。"
    found = place(text, "编制用地规划", None, kind="organization", name="怀宁县政协视察组")
    assert found.county == "340822"


def test_a_street_is_told_by_its_district():
    text = "无锡市政协召开会议，我市部门参加。梁溪区清名桥街道党工委书记林木森表示，将改造旧楼。"
    found = place(text, "改造旧楼", "梁溪区清名桥街道党工委书记", stance="commitment")
    assert found.county == "320213"


def test_a_development_zone_counts_for_its_city():
    text = "成都市召开会议，我市各区参加。成都东部新区党工委书记林木森表示，将建设产业园。"
    found = place(text, "建设产业园", "成都东部新区党工委书记", stance="commitment")
    assert codes(found) == ("510000", "510100", None)


@pytest.mark.parametrize(
    "role",
    [
        "市政协委员，怀宁县月山镇农技站站长",
        "杭州某某科技有限公司董事长",
        "安徽大学教授",
        "怀宁县村民",
        "市民政局局长",
    ],
)
def test_a_workplace_is_no_area_of_office(role):
    text = LOCAL.format("设立产业基金")
    assert codes(place(text, "设立产业基金", role)) == ("340000", "340800", None)


def test_a_countys_paper_keeps_its_county():
    text = "海安市召开座谈会，海安市企业家参加。我市人社局局长林木森说，将把招聘会开到云南省镇雄县。"
    found = place(text, "把招聘会开到云南省镇雄县", "市人社局局长", stance="commitment")
    assert codes(found) == ("320000", "320600", "320685")


def test_visitors_speak_of_the_place_that_they_came_to_see():
    text = "长治市各县动态\n全国政协委员林木森带队深入平顺县，就河道保护进行调研。调研组指出，要划定红线。我市部门参加。"
    found = place(text, "划定红线", None, kind="organization", name="全国政协调研组")
    assert codes(found) == ("140000", "140400", "140425")


def test_after_several_stops_visitors_speak_of_the_whole_city():
    text = "长治市政协主席林木森到平顺县、武乡县调研。我市部门参加。\n林木森强调，要守住红线。"
    assert place(text, "守住红线", "市政协主席").county is None


def test_a_call_on_the_whole_country_has_no_place():
    text = "太原市政协召开会议。全国政协委员林木森建议，国家层面尽快出台条例。我市部门参加。"
    assert codes(place(text, "国家层面尽快出台条例", "全国政协委员")) == (None, None, None)


def test_a_call_on_the_province_has_no_city():
    text = "太原市政协召开会议。委员林木森建议，省级层面设立专项资金。我市部门参加。"
    assert codes(place(text, "省级层面设立专项资金")) == ("140000", None, None)


NATIONAL = "央视网消息（新闻联播）：全国政协委员林木森{}。"


@pytest.mark.parametrize(
    ("said", "words", "expected"),
    [
        ("建议，加大对西藏教育的支持", "加大对西藏教育的支持", ("540000", None, None)),
        ("说，澳门应发挥优势", "澳门应发挥优势", ("820000", "820000", None)),
        ("建议，发展香港经济", "发展香港经济", ("810000", "810000", None)),
        ("说，香港要抓住机遇。要完善社会治理", "完善社会治理", ("810000", "810000", None)),
        ("建议，推进粤港澳大湾区建设", "推进粤港澳大湾区建设", (None, None, None)),
        ("建议，在上海、北京开展试点", "在上海、北京开展试点", (None, None, None)),
        ("建议，推广浙江经验", "推广浙江经验", (None, None, None)),
        ("建议，加强耕地保护", "加强耕地保护", (None, None, None)),
    ],
)
def test_in_a_national_article_only_the_place_that_is_meant_counts(said, words, expected):
    assert codes(place(NATIONAL.format(said), words, "全国政协委员")) == expected


def test_a_leader_of_a_province_speaks_for_it_in_a_national_article():
    text = NATIONAL.format("、安徽省委书记说，将发展量子产业")
    found = place(text, "发展量子产业", "全国人大代表、安徽省委书记", stance="commitment")
    assert codes(found) == ("340000", None, None)


def test_a_deputy_from_a_village_speaks_for_the_country():
    text = NATIONAL.format("建议，提高养老金")
    role = "全国人大代表、甘肃省徽县某某村党支部书记"
    assert codes(place(text, "提高养老金", role)) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("山西省阳泉市矿区区委", ["山西省阳泉市矿区"]),
        ("长治市场监管", ["长治"]),
        ("主城区域治理", []),
        ("朝阳产业和绿色通道", []),
        ("来蓉创业", ["蓉"]),
        ("京津冀协同", []),
        ("参观南京路步行街", []),
        ("北京朝阳", ["北京朝阳"]),
    ],
)
def test_names_inside_other_words_are_no_places(text, named):
    assert [text[m.start : m.end] for m in SCANNER.scan(text)] == named


def test_a_short_form_that_cuts_words_is_no_place():
    assert SCANNER.scan("推广东西部协作", breaks=[0, 2, 5]) == []


@given(st.text(alphabet="山西太原市北京朝阳区、，。在蓉县我政协召开香港委员建议", max_size=40))
@settings(max_examples=50)
def test_any_text_gets_a_valid_place_for_each_candidate(text):
    doc = doc_of(text)
    speaker = Speaker("person", "林木森", "太原市委书记")
    spans = ((0, len(text)),) if text else ()
    doc._.candidates = (
        [Candidate(spans, 0, (speaker,), "indirect", "recommendation", None, None, "x")] if spans else []
    )
    STAGE(doc)
    gazetteer = Gazetteer.load()
    assert len(doc._.places) == len(doc._.candidates)
    for found in doc._.places:
        for code in codes(found):
            assert code is None or gazetteer.unit(code) is not None


def test_a_county_is_told_by_its_towns_where_it_never_names_itself():
    text = "本报讯　昨日，县委书记林木森到洛门镇、四门镇调研。他强调，要守住耕地。\n县领导陪同。"
    assert article_place(text) == "620524"


def test_one_town_alone_places_no_article_that_does_not_speak_as_its_county():
    assert article_place("林木森回忆说，他小时候住在洛门镇，那里的蔬菜很有名。") is None


def test_an_ordinary_word_is_no_town():
    assert article_place("县委要求，推进小城镇建设，县政府要完善各乡镇职能。") is None


def test_a_local_members_workplace_tells_the_city_of_a_paper_that_names_a_county_of_it():
    text = (
        "市两会期间，三位代表委员来到本报。\n嘉宾：市人大代表、赣州师范学院院长林木森\n"
        "市政协委员、赣州某某稀土集团总经理方水生\n林木森建议，市里出台政策。方水生说，于都服装有名，"
        "要在于都县建设共享工厂，会同于都县开展论证。"
    )
    assert article_place(text) == "360700"


def test_members_who_stay_in_a_district_meet_as_its_group():
    text = "住区市政协委员分组讨论\n1月10日，市政协会议分组讨论，住沙坪坝区的市政协委员畅谈发展。区政协主席列席。"
    assert article_place(text) == "500106"


def test_a_name_that_a_city_and_its_prefecture_share_is_the_one_named_in_full():
    text = "阿克苏晚讯　家住阿克苏市红桥街道的林大妈说，市政协委员走访后，市住建局换好了井盖。"
    assert article_place(text) == "652901"


def test_an_ordinary_word_is_a_place_in_a_papers_name():
    assert article_place("市政协委员建议加快停车场建设。", publisher="黄山日报") == "341000"


def test_a_paper_that_bears_a_districts_name_but_speaks_as_a_city_is_the_citys():
    assert article_place("市政协委员建议，市里统一管理。市商务局回应。", publisher="南湖时报") == "330400"


def test_a_whole_name_that_is_an_ordinary_word_is_no_place():
    assert article_place("市政协委员建议更换老城区井盖，市住建局回应。") is None


@pytest.mark.parametrize(
    ("text", "breaks"),
    [("柴湖镇罗城村的水渠", ()), ("南山社区的居民", ()), ("近年来通过争取", (0, 3, 5)), ("夕阳西下", (0,))],
)
def test_a_name_that_is_part_of_a_smaller_one_or_of_a_word_is_no_place(text, breaks):
    assert SCANNER.scan(text, breaks=breaks) == []


CITY = "天水市政协召开会议，我市各县参加。\n"
LEADER = Speaker("person", "林木森", "县政协主席")


def test_a_piece_on_a_citys_page_belongs_to_the_county_that_its_heading_names():
    text = CITY + "武山县政协：组织委员视察道路\n本报讯　近日，委员们视察乡村道路。委员们建议，改造危桥。"
    assert place_in(text, "改造危桥", Speaker("group", None, "委员"), kinds="bs")[2] == "620524"


def test_a_piece_of_news_belongs_to_the_county_whose_body_acts_in_it():
    text = CITY + "短讯\n本报讯（记者 某某）9月12日，武山县政协开展协商。林木森提出，清理渠道。"
    assert place_in(text, "清理渠道", Speaker("person", "林木森", "村民"), kinds="bs")[2] == "620524"


def test_a_piece_that_only_names_a_county_stays_the_citys():
    text = CITY + "短讯\n本报讯　市政协与武山县政协举行座谈。林木森提出，清理渠道。"
    assert place_in(text, "清理渠道", Speaker("person", "林木森", "市政协委员"), kinds="bs")[2] is None


def test_an_office_that_leaves_out_its_county_is_of_the_one_named_before_it():
    text = CITY + "甘谷县城北有学校多所。县政协主席林木森要求，公开检查结果。"
    assert place_in(text, "公开检查结果", LEADER)[2] == "620523"


def test_an_office_that_leaves_out_its_county_is_of_none_where_several_are_named():
    text = CITY + "甘谷县、武山县都有学校。县政协主席林木森要求，公开检查结果。"
    assert place_in(text, "公开检查结果", LEADER)[2] is None


def test_who_leads_a_town_speaks_for_its_county():
    text = CITY + "洛门镇党委书记林木森建议，清理渠道。"
    assert place_in(text, "清理渠道", Speaker("person", "林木森", "洛门镇党委书记"))[2] == "620524"


SIGNED = (
    CITY
    + "温泉是好资源。要改造旧楼，县里统一设计。要与甘谷县石窟联票。\n（作者系市政协委员、武山县文旅局副局长）"
)
AUTHOR = Speaker("person", "林木森", "市政协委员、武山县文旅局副局长")


def test_a_member_who_writes_of_his_county_as_his_own_speaks_for_it():
    assert place_in(SIGNED, "改造旧楼，县里统一设计", AUTHOR, signed=("温泉", "联票。"))[2] == "620524"


def test_a_member_who_takes_in_another_county_speaks_for_the_city():
    assert place_in(SIGNED, "与甘谷县石窟联票", AUTHOR, signed=("温泉", "联票。"))[2] is None


@pytest.mark.parametrize(
    ("role", "county"),
    [
        ("学员代表、武山县某某街道党工委委员", "620524"),
        ("组长、武山县农业农村局副局长", None),
        ("市人大代表、秦州区某某街道某某社区党委书记", None),
        ("武山县某某食品厂负责人", None),
    ],
)
def test_trainees_speak_for_their_area_but_members_groups_and_firms_do_not(role, county):
    text = CITY + "林木森建议，设立产业基金。"
    assert place_in(text, "设立产业基金", Speaker("person", "林木森", role))[2] == county


VISIT = (
    "市委书记林木森到武山县、甘谷县调研。我市部门参加。天水市委办公室陪同。\n"
    "深秋时节，一派繁忙。在武山县洛门镇的田边，他察看墒情，叮嘱大家抢抓适播期。\n"
    "甘谷是辣椒大县，面积很大。他指出，要延长产业链。\n林木森强调，要改进作风。"
)
SECRETARY = Speaker("person", "林木森", "市委书记")


@pytest.mark.parametrize(
    ("words", "county"), [("抢抓适播期", "620524"), ("延长产业链", "620523"), ("改进作风", None)]
)
def test_each_stop_of_a_visit_has_its_own_words(words, county):
    assert place_in(VISIT, words, SECRETARY)[2] == county


def test_a_colleague_who_comes_from_a_county_is_no_visit_to_it():
    text = CITY + "学员交流。林木森来自武山县文旅局。他认为，要设立基金。"
    assert place_in(text, "设立基金", Speaker("person", "林木森", "学员代表"))[2] is None


@pytest.mark.parametrize(
    ("words", "county"),
    [
        ("支持武山发展蔬菜产业", "620524"),
        ("支持武山旋鼓进景区", None),
        ("会同武山县开展可行性研究", "620524"),
    ],
)
def test_a_countys_short_form_counts_where_an_action_follows_it(words, county):
    text = CITY + f"林木森建议，{words}。"
    assert place_in(text, words, Speaker("person", "林木森", "市政协委员"))[2] == county
