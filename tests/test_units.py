"""Where a proposal begins and ends: guidelines section 3, one rule a test."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.reading import MEMBER, doc, proposals, recommendations, said

# lists and enumerations


def test_each_item_between_semicolons_is_a_proposal():
    assert said("要在老城区新建三处立体停车场；推动机关车位夜间开放；规范路边停车收费。") == [
        "在老城区新建三处立体停车场",
        "推动机关车位夜间开放",
        "规范路边停车收费",
    ]


ITEMS = ["在老城区新建三处立体停车场", "推动机关单位车位夜间开放", "规范路边停车收费标准"]


@pytest.mark.parametrize(
    "markers",
    [
        ("一是", "二是", "三是"),
        ("一要", "二要", "三要"),
        ("一是要", "二是要", "三是要"),
        ("首先，", "其次，", "最后，"),
        ("首先要", "其次要", "最后要"),
        ("第一，", "第二，", "第三，"),
        ("第一是", "第二是", "第三是"),
        ("其一，", "其二，", "其三，"),
        ("（一）", "（二）", "（三）"),
        ("(一)", "(二)", "(三)"),
        ("(1)", "(2)", "(3)"),
        ("1.", "2.", "3."),
        ("1、", "2、", "3、"),
        ("①", "②", "③"),
        ("一、", "二、", "三、"),
    ],
    ids="".join,
)
@pytest.mark.parametrize("separator", ["；", "。"])
def test_a_marker_opens_an_item_and_is_no_part_of_it(markers, separator):
    words = separator.join(marker + item for marker, item in zip(markers, ITEMS, strict=True))
    assert recommendations(f"{MEMBER}提出三点建议：{words}。") == ITEMS


def test_an_item_runs_over_a_full_stop_to_the_next_marker():
    text = (
        f"{MEMBER}提出两点建议：一是建立电梯台账。台账每半年更新一次，并向居民公示；"
        "二是设立电梯更新专项资金。"
    )
    assert recommendations(text) == [
        "建立电梯台账。台账每半年更新一次，并向居民公示",
        "设立电梯更新专项资金",
    ]


def test_the_last_item_ends_with_its_sentence():
    text = (
        f"{MEMBER}提出两点建议：一是建立电梯台账；二是设立电梯更新专项资金。"
        "去年全市更新电梯三百部，居民很满意。"
    )
    assert recommendations(text) == ["建立电梯台账", "设立电梯更新专项资金"]


def test_the_last_item_goes_on_where_the_next_sentence_does():
    text = (
        f"{MEMBER}提出两点建议：一是建立电梯台账；二是设立电梯更新专项资金。"
        "同时鼓励住宅维修资金用于电梯更新。"
    )
    assert recommendations(text)[-1] == "设立电梯更新专项资金。同时鼓励住宅维修资金用于电梯更新"


def test_items_may_stand_in_paragraphs_of_their_own():
    text = (
        "让电梯安心上下\n市政协委员 顾庭芳\n\n电梯老化，居民担心。为此建议：\n一是建立电梯台账，每半年更新一次。\n"
        "二是设立电梯更新专项资金，专款专用。"
    )
    assert recommendations(text) == ["建立电梯台账，每半年更新一次", "设立电梯更新专项资金，专款专用"]


def test_nested_items_are_one_proposal_each_without_the_heading_above():
    text = (
        "让电梯安心上下\n市政协委员 顾庭芳\n\n为此，建议：\n一、管好老旧电梯\n"
        "（一）建立电梯台账，每半年更新一次。\n（二）设立电梯更新专项资金，专款专用。\n"
        "二、压实各方责任\n（一）由街道牵头组建电梯管家队伍，每月巡查一遍。"
    )
    assert recommendations(text) == [
        "建立电梯台账，每半年更新一次",
        "设立电梯更新专项资金，专款专用",
        "由街道牵头组建电梯管家队伍，每月巡查一遍",
    ]


def test_the_same_opening_words_repeated_make_an_enumeration():
    assert said("要实施电梯更新行动，三年更换一千部；要实施管网改造行动，两年改造五百公里。") == [
        "实施电梯更新行动，三年更换一千部",
        "实施管网改造行动，两年改造五百公里",
    ]


def test_items_parted_by_commas_run_to_the_next_marker():
    text = f"{MEMBER}建议：一要建立电梯台账，摸清底数，二要设立电梯更新专项资金，专款专用。"
    assert recommendations(text) == ["建立电梯台账，摸清底数", "设立电梯更新专项资金，专款专用"]


# one sentence, one proposal


def test_a_sentence_of_several_clauses_is_one_proposal():
    words = "在老城区新建三处立体停车场，推动机关车位夜间开放，规范路边停车收费"
    assert said(f"要{words}。") == [words]


def test_two_sentences_are_two_proposals():
    assert said("要在老城区新建三处立体停车场。要推动机关车位夜间开放。") == [
        "在老城区新建三处立体停车场",
        "推动机关车位夜间开放",
    ]


def test_a_list_joined_by_enumeration_commas_is_not_split():
    words = "完善停车场、充电桩、公交站等设施"
    assert said(f"要{words}。") == [words]


def test_on_the_one_hand_and_on_the_other_stay_together():
    words = "一方面要新建立体停车场，另一方面要推动机关车位夜间开放"
    assert len(said(f"{words}。")) == 1


def test_not_this_but_that_stays_whole():
    words = "不能一罚了之，要在医院周边增设临时停车位"
    assert said(f"{words}。") == [words]


def test_clauses_of_different_proposers_are_different_proposals():
    text = "市政协委员石磊建议给山区小学配齐音乐教师，市人大代表顾庭芳则建议在老城区新建立体停车场。"
    assert proposals(text) == [("石磊", "给山区小学配齐音乐教师"), ("顾庭芳", "在老城区新建立体停车场")]


# heads of lists


def test_a_head_clause_with_an_action_of_its_own_goes_with_the_first_item():
    words = "要坚持问题导向，抓紧建立电梯台账；设立电梯更新专项资金。"
    assert said(words) == ["坚持问题导向，抓紧建立电梯台账", "设立电梯更新专项资金"]


def test_a_head_that_is_a_sentence_of_its_own_is_its_own_proposal():
    words = "必须加快老旧电梯更新改造步伐。一是建立电梯台账；二是设立电梯更新专项资金。"
    assert said(words) == ["加快老旧电梯更新改造步伐", "建立电梯台账", "设立电梯更新专项资金"]


def test_a_sentence_that_announces_a_list_is_left_out():
    words = "更新老旧电梯需抓好两个环节。一是建立电梯台账；二是设立电梯更新专项资金。"
    assert said(words) == ["建立电梯台账", "设立电梯更新专项资金"]


def test_a_clause_that_announces_a_list_is_left_out():
    text = f"{MEMBER}建议从以下两个方面入手：一是建立电梯台账；二是设立电梯更新专项资金。"
    assert recommendations(text) == ["建立电梯台账", "设立电梯更新专项资金"]


def test_a_purpose_before_a_whole_list_is_cut():
    words = "为破解停车难，要在老城区新建三处立体停车场；推动机关车位夜间开放。"
    assert said(words)[0] == "在老城区新建三处立体停车场"


def test_a_purpose_in_a_single_sentence_stays():
    text = f"{MEMBER}表示，立足老城区实际，要在背街小巷增设临时停车位。"
    assert recommendations(text) == ["立足老城区实际，要在背街小巷增设临时停车位"]


def test_a_purpose_inside_an_item_stays():
    words = "要立足古城定位，保护好老街巷；围绕文旅融合，办好古城夜市。"
    assert said(words) == ["立足古城定位，保护好老街巷", "围绕文旅融合，办好古城夜市"]


# what is left out at the front


@pytest.mark.parametrize(
    "lead",
    [
        "建议",
        "建议，",
        "建议要",
        "希望",
        "要",
        "应",
        "应当",
        "应该",
        "必须",
        "需要",
        "须",
        "我们要",
        "下一步，要",
        "今后要",
        "同时，要",
        "特别是要",
        "因此，要",
        "为此，建议",
        "接下来，应",
    ],
)
def test_the_opening_cue_is_left_out(lead):
    text = f"{MEMBER}认为老城区车多位少。{lead}在老城区新建三处立体停车场。"
    assert recommendations(text) == ["在老城区新建三处立体停车场"]


@pytest.mark.parametrize(
    "lead",
    [
        "将",
        "下一步，将",
        "下一步将",
        "今年将",
        "今年，将",
        "我们将",
        "下一步，我们将",
        "接下来，将",
        "明年计划",
        "今后，我们还将",
    ],
)
def test_the_opening_of_a_plan_is_left_out(lead):
    text = f"市城市管理局局长石磊表示，{lead}在老城区新建三处立体停车场。"
    assert recommendations(text) == ["在老城区新建三处立体停车场"]


@pytest.mark.parametrize("subject", ["各部门", "物业公司", "职能部门", "各乡镇"])
def test_a_subject_before_the_cue_stays(subject):
    words = f"{subject}要每月公布一次电梯维保情况"
    assert said(f"{words}。") == [words]


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("市人力资源和社会保障局局长", "市人社局"),
        ("市住房和城乡建设局副局长", "住建部门"),
        ("市中级人民法院院长", "市中院"),
        ("省发展和改革委员会副主任", "省发改委"),
        ("市财政局长", "市财政局"),
    ],
)
def test_the_speakers_own_body_before_the_cue_is_cut(role, body):
    text = f"{role}石磊介绍，{body}将在老城区新建三处立体停车场。"
    assert recommendations(text) == ["在老城区新建三处立体停车场"]


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("市公安局司法鉴定中心主任", "公司"),  # 公|安局|司|法鉴定
        ("市中医院心血管科主任", "中心"),
        ("市政府协调办公室主任", "市政协"),
    ],
)
def test_a_body_whose_characters_only_stand_in_the_speakers_role_stays(role, body):
    text = f"{role}石磊介绍，{body}将在老城区新建三处立体停车场。"
    assert recommendations(text) == [f"{body}将在老城区新建三处立体停车场"]


def test_a_subject_after_the_cue_stays():
    words = "由市城市管理局牵头编制停车规划"
    assert recommendations(f"{MEMBER}建议{words}。") == [words]


def test_a_place_as_subject_before_the_cue_stays():
    words = "江北区要在三年内改造全部老旧电梯"
    assert said(f"{words}。") == [words]


@pytest.mark.parametrize(
    "judgement",
    ["电梯更新本质上是民生工程，必须", "停车实在太难，要", "电梯更新意义重大，应", "居民盼望已久，需要"],
)
def test_a_judgement_before_the_cue_is_cut(judgement):
    assert said(f"{judgement}把居民满意作为验收标准。") == ["把居民满意作为验收标准"]


def test_a_problem_before_the_cue_is_cut():
    text = f"{MEMBER}说，目前老城区车位缺口很大，建议在老城区新建三处立体停车场。"
    assert recommendations(text) == ["在老城区新建三处立体停车场"]


def test_an_achievement_before_the_plan_is_cut():
    text = "市城市管理局局长石磊介绍，去年新增车位两千个，今年将在老城区新建三处立体停车场。"
    assert recommendations(text) == ["在老城区新建三处立体停车场"]


def test_a_condition_in_a_single_sentence_stays():
    words = "在不影响交通的前提下，允许背街小巷夜间临时停车"
    assert recommendations(f"{MEMBER}建议，{words}。") == [words]


def test_would_with_another_subject_of_the_verb_keeps_its_words():
    # 将 is 把 here, no sign of the future
    assert recommendations(f"{MEMBER}建议将老旧电梯更新纳入民生实事项目。") == [
        "将老旧电梯更新纳入民生实事项目"
    ]


def test_important_is_no_cue():
    words = "加强对重要水源地的巡查保护"
    assert recommendations(f"{MEMBER}建议，{words}。") == [words]


# what is left out at the end


@pytest.mark.parametrize("end", ["。", "！", "；", "。”", "！”"])
def test_the_final_punctuation_is_left_out(end):
    quoted = end.endswith("”")
    text = f"{MEMBER}说{'：“' if quoted else '，'}建议在老城区新建三处立体停车场{end}"
    assert recommendations(text) == ["在老城区新建三处立体停车场"]


def test_an_attribution_at_the_end_is_left_out():
    text = "要在老城区新建三处立体停车场，市政协委员顾庭芳建议。"
    assert proposals(text) == [("顾庭芳", "在老城区新建三处立体停车场")]


# quotations


def test_sentences_of_a_quotation_are_proposals_each():
    text = f"{MEMBER}说：“要在老城区新建三处立体停车场。机关车位夜间应向居民开放。”"
    assert recommendations(text) == ["在老城区新建三处立体停车场", "机关车位夜间应向居民开放"]


def test_items_of_a_quotation_are_proposals_each():
    text = f"{MEMBER}说：“一要建立电梯台账，二要设立电梯更新专项资金。”"
    assert recommendations(text) == ["建立电梯台账", "设立电梯更新专项资金"]


def test_an_attribution_in_the_middle_leaves_two_spans():
    text = "“要把老旧电梯更新纳入民生实事，”市人大代表石磊说，“每年更新不少于三百部。”"
    (candidate,) = doc(text)._.candidates
    assert [doc(text).text[s:e] for s, e in candidate.spans] == [
        "把老旧电梯更新纳入民生实事，",
        "每年更新不少于三百部",
    ]


def test_an_attribution_after_a_full_stop_parts_two_proposals():
    text = "“要把老旧电梯更新纳入民生实事。”市人大代表石磊说，“还要公开更新的进度和费用。”"
    assert len(recommendations(text)) == 2


def test_an_article_cut_off_keeps_the_proposal_up_to_its_end():
    text = f"{MEMBER}建议，在老城区新建三处立体停车场；推动机关单位的停车位在夜间向周"
    assert recommendations(text)[0] == "在老城区新建三处立体停车场"


WORDS = st.lists(
    st.sampled_from(
        [
            "要",
            "建议",
            "将",
            "一是",
            "二是",
            "（三）",
            "首先，",
            "最后，",
            "加快修建停车场",
            "完善收费制度",
            "老城区车多位少",
            "去年",
            "；",
            "，",
            "。",
            "：",
            "“",
            "”",
            "\n",
            "同时，",
            "各部门",
            "不能",
            "、",
        ]
    ),
    max_size=30,
).map("".join)


@given(WORDS)
@example("要首先，建议”不能建议将")
@settings(max_examples=80)
def test_candidates_are_stripped_stand_inside_their_speech_and_apart(words):
    found = doc(f"{MEMBER}表示，{words}")
    text = found.text
    for candidate in found._.candidates:
        own = "".join(text[start:end] for start, end in candidate.spans)
        assert own.strip("，。；！？：、 \n") == own.rstrip("，。；！？：、 \n")
        assert own[0] not in "，。；！？：、”’）"
        assert own[-1] not in "，。；！？：、"
        speech = found._.speeches[candidate.speech]
        assert all(any(s <= start and end <= e for s, e in speech.spans) for start, end in candidate.spans)
    spans = sorted(span for c in found._.candidates for span in c.spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


@pytest.mark.parametrize("verb", ["倡", "支招：", "力促"])
def test_a_verb_that_gives_the_floor_is_cut_where_it_is_no_cue(verb):
    assert recommendations(f"停车问题\n\n区议员顾庭芳{verb}把海旁划为夜市。") == ["把海旁划为夜市"]


def test_what_is_done_besides_stays_before_an_obligation():
    words = "政府除了等待他人举报“黑店”，亦应主动巡查"
    assert recommendations(f"议会\n\n议员顾庭芳说，{words}。") == [words]


@pytest.mark.parametrize(
    ("said_of_own", "plan"),
    [
        ("闭幕后会到各区举办分享会", "到各区举办分享会"),
        ("新一年度会把公务员编制削减2%", "把公务员编制削减2%"),
        ("署方会于年底前增设两个监测站", "于年底前增设两个监测站"),
        ("局方将于明年推出第二版守则", "于明年推出第二版守则"),
    ],
)
def test_a_time_or_ones_own_side_is_cut_before_an_intent(said_of_own, plan):
    text = f"议会\n\n财政司司长顾庭芳说，{said_of_own}。"
    assert recommendations(text) == [plan]


def test_a_noun_behind_a_proposing_verb_makes_a_noun_of_it():
    words = "旧礼堂，建议设施包括阅览室和自修角"
    assert recommendations(f"停车\n\n关注组主席顾庭芳提出以下建议：A区：{words}。")[0].endswith(words)


def test_only_wishing_is_a_lead():
    text = "停车\n\n关注组主席顾庭芳重申，他们的建议不是反对建屋，只是希望发展住宅之余，能保育历史建筑。"
    assert recommendations(text) == ["发展住宅之余，能保育历史建筑"]


def test_what_an_office_launched_later_is_an_outcome():
    text = "停车\n\n议员顾庭芳去年曾建议简化成药注册的审批，药监局其后推出试点，至今有11款产品受惠。"
    assert recommendations(text) == ["简化成药注册的审批"]


@pytest.mark.parametrize("verb", ["分阶段推出新教材", "研究放宽申请资格", "就收费咨询公众"])
def test_an_office_undertakes_something_without_a_subject(verb):
    text = f"议会\n\n教育局局长顾庭芳表示，目前进展顺利，会{verb}。"
    assert recommendations(text) == [verb]


def test_what_comes_about_without_a_subject_is_no_plan():
    assert recommendations("议会\n\n教育局局长顾庭芳表示，目前进展顺利，会令家长安心。") == []


def test_a_state_that_is_found_wanting_is_cut_before_the_cue():
    text = "议会\n\n议员顾庭芳指，现时两年一检的安排落后，政府应改为一年一检。"
    assert recommendations(text) == ["政府应改为一年一检"]
