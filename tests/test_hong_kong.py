"""How Hong Kong's papers report: who petitions, what the authorities may do, what a bureau undertakes."""

from __future__ import annotations

import pytest

from tests.reading import proposals, recommendations, rows, stances

HEAD = "香港團體倡議\n\n香港立法會今日討論長者服務。\n\n"

# the words of a district councillor, and what of them is proposed
SAID = {
    "what the government may do": (
        "政府可參考新加坡的做法，在公共屋邨設立樂齡角。",
        "政府可参考新加坡的做法，在公共屋邨设立乐龄角",
    ),
    "behind how things stand": (
        "業界人手青黃不接，當局宜與職訓局合辦學徒課程。",
        "当局宜与职训局合办学徒课程",
    ),
    "better than": ("與其圍板丟空，不如以象徵式租金短租給書店。", "与其围板丢空，不如以象征式租金短租给书店"),
    "may well": ("學校大可把抽離時間減半。", "学校大可把抽离时间减半"),
    "the first thing": ("當務之急是凍結公共交通票價兩年。", "冻结公共交通票价两年"),
    "a duty and an urging": (
        "政府應善用區議會角色，建議各部門在政策出台前諮詢區議員。",
        "政府应善用区议会角色，建议各部门在政策出台前咨询区议员",
    ),
}


@pytest.mark.parametrize(("words", "expected"), SAID.values(), ids=SAID.keys())
def test_what_a_councillor_proposes(words, expected):
    assert recommendations(f"{HEAD}區議員鄭家豪說，{words}") == [expected]


REFUSED = {
    "what the government is said to do": "區議員鄭家豪說，政府會積極考慮增設名額。",
    "what somebody does not want": "家長陸婉婷不認同要為非華語學生另設一套課程。",
    "what was so once": "村民邱伯憶述，當年遇上打風，全村男丁要出動把船拉上岸。",
    "proposals that nobody names": "立法會議員張曉欣指提出了不少可快速見效的建議，希望以此增強市民信心。",
    "what a department has done": "屋宇署回覆查詢時表示，已要求承辦商在兩星期內提交報告。",
    "no answer": "發展局發言人沒有回應會否設立基金。",
    "what people have to bear": "林婆婆說，她現時買餸要靠鄰居幫忙。",
    "what it costs": "協進會總幹事游啟文補充，以上措施每年約需二億元。",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_only_looks_like_a_proposal(text):
    assert recommendations(HEAD + text) == []


BODIES = {
    "a short name in the same article": (
        "「關注基層聯席」批評政府拖延。聯席要求當局：一、將社區券名額增至兩萬個；二、取消入息審查。",
        [("关注基层联席", "将社区券名额增至两万个"), ("关注基层联席", "取消入息审查")],
    ),
    "that organisation": (
        "香港護老同盟批評政府拖延。該組織促請當局設立緊急暫託名額。",
        [("香港护老同盟", "当局设立紧急暂托名额")],
    ),
    "a name in quotation marks that heads the sentence": (
        "民間智庫「明日香港」昨發表研究報告，建議政府成立單一部門統籌海濱規劃。",
        [("明日香港", "政府成立单一部门统筹海滨规划")],
    ),
    "a body that did something first": (
        "平等機會委員會完成調查後，已促請政府設立無障礙協調員。",
        [("平等机会委员会", "政府设立无障碍协调员")],
    ),
    "a department in full": (
        "漁農自然護理署管理郊野公園。漁護署回覆查詢時說，會在年內提交條例草案。",
        [("渔农自然护理署", "在年内提交条例草案")],
    ),
    "a member named behind his party": (
        "公共服務聯盟麥承晞對此有保留，並要求政府設立每月兩天的照顧者假期。",
        [("麦承晞", "政府设立每月两天的照顾者假期")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES.keys())
def test_who_petitions(text, expected):
    assert proposals(HEAD + text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("街坊陳太說：「政府應該加快維修升降機。」", "陈太"),
        ("單親媽媽阿芳盼政府增加託兒名額。", "阿芳"),
        ("佐敦一幢舊樓的強叔照顧太太。他希望政府在樓下加設長椅。", "强叔"),
        ("來自巴基斯坦的Fatima居港九年。她希望學校把重要通告譯成英文。", "Fatima"),
    ],
)
def test_residents_are_called_as_the_article_calls_them(text, name):
    assert [who for who, _ in proposals(HEAD + text)] == [name]


def test_a_bureau_that_speaks_as_this_side_undertakes():
    text = f"{HEAD}教育局回覆查詢時說，去年起已推行免費幼稚園教育。局方說，下學年將推出家長手冊。"
    assert proposals(text) == [("教育局", "推出家长手册")]
    assert stances(text) == ["commitment"]


def test_all_items_of_a_department_are_its_plans():
    text = f"{HEAD}運輸署代表回應稱，留意到行人增加，會研究加設過路設施；又會於路口增設指示牌。"
    assert recommendations(text) == ["研究加设过路设施", "于路口增设指示牌"]
    assert stances(text) == ["commitment", "commitment"]


def test_points_that_end_without_a_stop_are_a_list():
    text = f"{HEAD}關注基層聯席提出的建議如下：\n【房屋】\n．增加公屋供應\n．設立租金津貼\n【醫療】\n．延長診所的服務時間"
    assert recommendations(text) == ["增加公屋供应", "设立租金津贴", "延长诊所的服务时间"]


def test_the_variant_of_a_character_is_simplified():
    text = f"{HEAD}香港環境衞生業職工會建議，當局應增設休息站。"
    assert [who for who, _ in proposals(text)] == ["香港环境卫生业职工会"]


@pytest.mark.parametrize(
    ("words", "city"),
    [
        ("國家醫保局與香港醫管局建立互認名單", None),
        ("在深圳設立港人服務中心", "440300"),
        ("在西九龍站增設清關櫃位", "810000"),
    ],
)
def test_what_a_national_member_proposes_in_hong_kong_may_be_for_the_mainland(words, city):
    text = f"{HEAD}港區全國政協委員屈永安建議，{words}。"
    assert [p.city_adcode for p in rows(text).proposals] == [city]
