"""Who holds the floor: every way in which the genre gives it, and where it ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import doc, proposals, proposers, quotes

PARKING = "加快修建立体停车场，缓解老城区停车难"
GUO = ("顾庭芳", "市政协委员", "person")


# before and after the words


def test_reported_speech_has_its_speaker_before_it():
    assert proposals(f"市政协委员顾庭芳建议，{PARKING}。") == [("顾庭芳", PARKING)]


def test_a_quotation_has_its_speaker_before_it():
    text = f"市政协委员顾庭芳说：“建议{PARKING}。”"
    assert proposals(text) == [("顾庭芳", PARKING)]
    assert quotes(text) == ["direct"]


def test_a_quotation_has_its_speaker_after_it():
    text = f"“建议{PARKING}。”市政协委员顾庭芳说。"
    assert proposals(text) == [("顾庭芳", PARKING)]
    assert quotes(text) == ["direct"]


def test_a_quotation_without_a_speaker_belongs_to_who_is_named_at_the_head_of_the_paragraph():
    text = f"市政协委员顾庭芳走访了十几个小区。“建议{PARKING}。”"
    assert proposals(text) == [("顾庭芳", PARKING)]


def test_a_quotation_goes_on_after_the_attribution():
    text = "“要把老旧电梯更新纳入民生实事。”市人大代表石磊说，“还要请居民全程监督施工质量。”"
    assert proposals(text) == [("石磊", "把老旧电梯更新纳入民生实事"), ("石磊", "请居民全程监督施工质量")]


def test_a_reporting_verb_in_the_middle_of_a_proposal_is_cut_out():
    text = "“建议市里编制停车场建设清单，”市政协委员顾庭芳说，“每季度向社会公布一次进度。”"
    assert proposals(text) == [("顾庭芳", "市里编制停车场建设清单，每季度向社会公布一次进度")]


def test_reported_speech_goes_on_after_a_quotation():
    text = "市政协委员顾庭芳认为停车难“年年提、年年难”，建议在老城区新建三处立体停车场。"
    assert proposals(text) == [("顾庭芳", "在老城区新建三处立体停车场")]


def test_a_quotation_over_several_paragraphs_has_one_speaker():
    text = "市政协委员顾庭芳说：“建议在老城区新建三处立体停车场。\n“建议机关单位的停车场夜间向居民开放。”"
    assert proposals(text) == [
        ("顾庭芳", "在老城区新建三处立体停车场"),
        ("顾庭芳", "机关单位的停车场夜间向居民开放"),
    ]


def test_a_quotation_inside_a_proposal_does_not_end_it():
    text = "市政协委员顾庭芳建议，推广“夜间共享”停车模式，机关车位晚上向居民开放。"
    assert proposals(text) == [("顾庭芳", "推广“夜间共享”停车模式，机关车位晚上向居民开放")]


# pieces that belong to somebody


def test_a_header_line_has_the_floor_for_the_whole_piece():
    text = (
        "让老城区停车不再难\n市政协常委 顾庭芳\n\n老城区车多位少，群众意见很大。\n\n"
        "建议在老城区新建三处立体停车场。\n\n建议机关单位的停车场夜间向居民开放。"
    )
    assert [who for who, _ in proposals(text)] == ["顾庭芳", "顾庭芳"]
    assert quotes(text) == ["signed", "signed"]


def test_the_next_header_line_takes_the_floor():
    text = (
        "大会发言摘登\n市政协常委 顾庭芳\n\n建议在老城区新建三处立体停车场。\n\n"
        "市政协委员 石磊\n\n建议给山区小学配齐音乐和美术教师。"
    )
    assert proposals(text) == [
        ("顾庭芳", "在老城区新建三处立体停车场"),
        ("石磊", "给山区小学配齐音乐和美术教师"),
    ]


def test_a_department_in_a_header_line_speaks():
    text = "大家谈停车\n市城市管理局\n\n下一步，将在老城区新建三处立体停车场，增加车位两千个。"
    assert proposers(text) == [("市城市管理局", None, "organization")]


def test_a_signature_at_the_end_has_the_floor_for_the_piece():
    text = "老城区停车难由来已久。建议在老城区新建三处立体停车场。\n（作者：顾庭芳，系市委党校副教授）"
    assert proposers(text) == [("顾庭芳", "市委党校副教授", "person")]
    assert quotes(text) == ["signed"]


def test_the_signature_of_a_body_gives_no_speaker():
    assert proposals("要在老城区新建三处立体停车场，缓解停车难。\n（中共江北市委党校）") == []


def test_a_byline_under_the_headline_has_the_floor():
    text = "破解停车难要下真功夫\n□ 顾庭芳\n\n老城区停车难由来已久。建议在老城区新建三处立体停车场。"
    assert proposals(text) == [("顾庭芳", "在老城区新建三处立体停车场")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("顾庭芳（市政协委员、市图书馆馆长）：", ("顾庭芳", "市政协委员、市图书馆馆长", "person")),
        ("顾庭芳委员（市图书馆馆长）：", ("顾庭芳", "市图书馆馆长", "person")),
        ("顾庭芳代表（柳塘镇石桥村党支部书记）：", ("顾庭芳", "柳塘镇石桥村党支部书记", "person")),
        ("市政协委员顾庭芳：", ("顾庭芳", "市政协委员", "person")),
        ("市财政局：", ("市财政局", None, "organization")),
        ("民革江北市委会：", ("民革江北市委会", None, "organization")),
    ],
)
def test_an_inline_header_has_the_floor_for_its_paragraph(head, expected):
    assert proposers(f"{head}老城区车多位少。建议在老城区新建三处立体停车场。") == [expected]


def test_an_inline_header_has_the_floor_in_the_next_paragraph_too():
    text = "顾庭芳委员（市图书馆馆长）：\n\n老城区车多位少。\n\n建议在老城区新建三处立体停车场。"
    assert proposals(text) == [("顾庭芳", "在老城区新建三处立体停车场")]


def test_an_inline_header_takes_the_floor_from_the_one_before():
    text = (
        "顾庭芳（市政协委员）：建议在老城区新建三处立体停车场。\n"
        "石磊（市政协委员）：建议给山区小学配齐音乐和美术教师。"
    )
    assert [who for who, _ in proposals(text)] == ["顾庭芳", "石磊"]


def test_the_reporter_takes_the_floor_back_after_a_section():
    text = (
        "顾庭芳（市政协委员）：建议在老城区新建三处立体停车场。\n"
        "会议结束后，主办方将继续完善协商机制，推动建言成果落地见效。"
    )
    assert proposals(text) == [("顾庭芳", "在老城区新建三处立体停车场")]


# questions and answers


def test_an_answer_belongs_to_the_person_interviewed():
    text = (
        "记者专访了市水利局局长石磊。\n记者：下一步怎么治水？\n"
        "石磊：下一步，我们将整治五条黑臭水体，年底前全部完工。"
    )
    assert proposals(text) == [("石磊", "整治五条黑臭水体，年底前全部完工")]


def test_answers_marked_by_a_single_character_belong_to_the_person_interviewed():
    text = (
        "本报记者专访了市水利局局长石磊。\n问：下一步怎么治水？\n"
        "答：下一步，我们将整治五条黑臭水体，年底前全部完工。"
    )
    assert proposals(text) == [("石磊", "整治五条黑臭水体，年底前全部完工")]


def test_a_question_proposes_nothing():
    text = "记者：是不是应该加快修建立体停车场，方便群众？\n石磊：这个问题我们已经解决了。"
    assert proposals(text) == []


# several speakers


def test_speakers_named_together_share_the_proposal():
    text = f"学员代表石磊、顾庭芳表示，要{PARKING}。"
    assert proposals(text) == [("石磊、顾庭芳", PARKING)]


def test_speakers_joined_by_and_share_the_proposal():
    assert proposals(f"市政协委员石磊和顾庭芳建议，{PARKING}。") == [("石磊、顾庭芳", PARKING)]


def test_speakers_with_roles_of_their_own_share_the_proposal():
    text = f"市政协委员石磊、市人大代表顾庭芳都建议，{PARKING}。"
    assert proposers(text) == [("石磊", "市政协委员", "person"), ("顾庭芳", "市人大代表", "person")]


def test_and_others_after_a_list_adds_nobody():
    text = f"石磊、顾庭芳等委员建议，{PARKING}。"
    assert proposals(text) == [("石磊、顾庭芳", PARKING)]


def test_speakers_one_after_the_other_have_each_his_own():
    text = "市政协委员石磊建议给山区小学配齐音乐教师，市政协委员顾庭芳建议在老城区新建三处立体停车场。"
    assert proposals(text) == [("石磊", "给山区小学配齐音乐教师"), ("顾庭芳", "在老城区新建三处立体停车场")]


def test_a_person_who_speaks_for_a_body_is_the_proposer():
    text = f"市政协委员顾庭芳代表民建江北市委会发言时建议，{PARKING}。"
    assert proposers(text) == [GUO]


def test_a_person_who_speaks_for_a_group_is_the_proposer():
    text = f"顾庭芳代表第三小组作交流发言，建议{PARKING}。"
    assert [name for name, _, _ in proposers(text)] == ["顾庭芳"]


# pronouns and short forms


@pytest.mark.parametrize("pronoun", ["他", "她"])
def test_a_pronoun_means_who_spoke_last(pronoun):
    text = f"市政协委员顾庭芳走访了十几个小区。{pronoun}建议，{PARKING}。"
    assert proposals(text) == [("顾庭芳", PARKING)]


def test_a_verb_without_a_subject_means_who_spoke_last():
    text = "市政协委员顾庭芳认为，老城区停车难由来已久。建议在老城区新建三处立体停车场。"
    assert proposals(text) == [("顾庭芳", "在老城区新建三处立体停车场")]


def test_they_means_all_who_were_named_together():
    text = f"市政协委员石磊、顾庭芳走访了十几个小区。他们建议，{PARKING}。"
    assert proposals(text) == [("石磊、顾庭芳", PARKING)]


@pytest.mark.parametrize("short", ["顾教授", "顾庭芳", "顾庭芳教授"])
def test_a_short_form_is_written_in_full(short):
    text = f"江北大学教授顾庭芳调研停车难已有三年。{short}建议，{PARKING}。"
    assert proposers(text) == [("顾庭芳", "江北大学教授", "person")]


def test_a_title_stands_for_the_only_person_who_bears_it():
    text = f"县委书记石磊来到柳塘镇调研。石书记强调，要{PARKING}。"
    assert proposers(text) == [("石磊", "县委书记", "person")]


# those without a name


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("委员们", "委员"),
        ("代表们", "代表"),
        ("多位委员", "委员"),
        ("一些专家", "专家"),
        ("学员们", "学员"),
        ("部分代表", "代表"),
        ("不少委员", "委员"),
        ("与会专家", "专家"),
    ],
)
def test_a_group_is_written_without_the_signs_of_number(words, role):
    assert proposers(f"{words}建议，{PARKING}。") == [(None, role, "group")]


def test_quotations_without_a_speaker_go_to_the_group_that_the_piece_names():
    text = f"“要{PARKING}。”“给山区小学配齐音乐和美术教师。”……座谈会上，委员们你一言我一语地说。"
    assert {who for who, _ in proposals(text)} == {"委员"}


def test_a_quotation_without_any_speaker_is_out():
    assert proposals(f"“要{PARKING}。”这句话写在墙上。") == []


@pytest.mark.parametrize(
    "role", ["市委组织部有关负责人", "市城市管理局相关负责人", "江北供电公司负责人", "市医保局有关负责同志"]
)
def test_an_official_without_a_name_has_a_role(role):
    assert proposers(f"{role}表示，将在老城区新建三处立体停车场。") == [(None, role, "unnamed")]


@pytest.mark.parametrize(
    "body", ["市科技局", "农工党市委会", "市总工会", "江北市工商联", "市发展和改革委员会"]
)
def test_a_body_speaks_under_its_name(body):
    assert proposers(f"{body}建议，在老城区新建三处立体停车场。") == [(body, None, "organization")]


def test_a_body_that_answers_is_the_speaker():
    text = "市城市管理局回应称，下一步将在老城区新建三处立体停车场。"
    assert proposers(text) == [("市城市管理局", None, "organization")]


# kinds of names


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("帕提古丽·吐尔地", "县人大代表"),
        ("欧阳靖", "市政协委员"),
        ("司马青云", "市政协委员"),
        ("黎明", "市人大代表"),
        ("高峰", "市政协委员"),
        ("乌兰图雅", "自治区政协委员"),
    ],
)
def test_every_kind_of_name_can_hold_the_floor(name, role):
    assert proposers(f"{role}{name}建议，{PARKING}。") == [(name, role, "person")]


# who does not speak


def test_who_is_praised_is_no_proposer():
    text = f"在全国劳动模范石磊事迹的感召下，市政协委员顾庭芳建议，{PARKING}。"
    assert proposers(text) == [GUO]


def test_who_is_spoken_to_is_no_proposer():
    text = f"市政协委员顾庭芳对市城市管理局局长石磊说：“建议{PARKING}。”"
    assert proposers(text) == [GUO]


def test_who_was_visited_is_no_proposer():
    text = f"市政协委员顾庭芳走访了企业家石磊。她建议，{PARKING}。"
    assert [name for name, _, _ in proposers(text)] == ["顾庭芳"]


def test_who_presided_is_no_proposer_of_what_others_say():
    text = f"市政协主席石磊主持会议。市政协委员顾庭芳建议，{PARKING}。"
    assert proposers(text) == [GUO]


def test_whose_words_others_retell_with_their_content_is_the_proposer():
    text = "县委书记石磊在村里讲了一席话。“石书记说，要把村口的断头路尽快修通。”村民们向记者转述。"
    assert proposers(text) == [("石磊", "县委书记", "person")]


def test_a_document_is_no_speaker():
    assert proposals("《意见》要求，加快修建立体停车场，缓解停车难。") == []
    assert proposals("规划纲要草案提出，加快修建立体停车场，缓解停车难。") == []


def test_the_reporter_is_no_speaker():
    assert proposals("下一步，市委党校将不断创新培训方式，办好学员论坛。") == []


# where the floor ends


def test_a_paragraph_that_names_nobody_ends_reported_speech():
    text = f"市政协委员顾庭芳建议，{PARKING}。\n活动现场还设置了咨询台，为居民答疑解惑。"
    assert proposals(text) == [("顾庭芳", PARKING)]


def test_another_speaker_in_the_next_sentence_takes_the_floor():
    text = "市政协委员顾庭芳建议在老城区新建三处立体停车场。市政协委员石磊希望给山区小学配齐音乐教师。"
    assert proposals(text) == [("顾庭芳", "在老城区新建三处立体停车场"), ("石磊", "给山区小学配齐音乐教师")]


def test_a_new_piece_of_a_page_ends_the_floor():
    text = (
        "大会发言摘登\n市政协常委 顾庭芳\n\n建议在老城区新建三处立体停车场。\n\n"
        "春耕备耕有序推进\n本报讯（记者 石磊）各村要抓住晴好天气抢种，目前已播种三千亩。"
    )
    assert proposals(text) == [("顾庭芳", "在老城区新建三处立体停车场")]


CLAUSES = st.lists(
    st.sampled_from(
        [
            "市政协委员顾庭芳",
            "石磊、顾庭芳",
            "委员们",
            "市科技局",
            "他",
            "说",
            "建议",
            "表示",
            "：",
            "，",
            "。",
            "“",
            "”",
            "要加快修建停车场",
            "\n",
            "市政协常委 顾庭芳\n",
            "记者：",
        ]
    ),
    max_size=24,
).map("".join)


@given(CLAUSES)
@settings(max_examples=80)
def test_a_speech_has_speakers_and_spans_inside_the_text(text):
    found = doc(text)
    for speech in found._.speeches:
        assert speech.speakers
        assert speech.spans
        assert all(0 <= start < end <= len(found.text) for start, end in speech.spans)
        assert all(s.name or s.kind in {"group", "unnamed"} for s in speech.speakers)
        assert all(s.role for s in speech.speakers if not s.name)


@pytest.mark.parametrize("opening", ["本报讯", "本刊讯", "本报太原3月5日电", "晨报讯（记者 石磊）"])
def test_a_piece_of_news_ends_the_section_of_a_header(opening):
    text = f"市政协常委 顾庭芳\n{opening} 停车难困扰老城区。要在老城区新建三处立体停车场。"
    assert proposals(text) == []


# circumstances between a subject and its verb, and verbs far from their subject


@pytest.mark.parametrize(
    "between",
    ["亦", "昨早", "其后", "上月出席商会午宴时曾", "日前参观工地后"],
)
def test_an_adverb_or_an_occasion_stands_between_a_pronoun_and_its_verb(between):
    text = f"区内停车\n\n区议员顾庭芳连日落区。她{between}建议在街市旁增设停车场。"
    assert proposals(text) == [("顾庭芳", "在街市旁增设停车场")]


@pytest.mark.parametrize("then", ["于是", "遂", "因而"])
def test_a_consequence_opens_advice_without_a_subject(then):
    text = f"商户心声\n\n商会会长顾庭芳说会员去年结业七十九间，{then}向当局支招：把海旁划为夜市。"
    assert proposals(text) == [("顾庭芳", "把海旁划为夜市")]


@pytest.mark.parametrize("verb", ["回应", "接纳", "否决", "考虑"])
def test_a_proposal_that_somebody_answers_is_a_noun(verb):
    text = f"议会问答\n\n教育局副局长石磊未有{verb}建议，只表示学校应加强巡查。"
    assert [words for _, words in proposals(text)] == ["学校应加强巡查"]


def test_a_spokesman_without_a_body_is_the_one_named_before():
    text = (
        "噪音监测\n\n环保署发言人表示，过去三年共处理41宗投诉。\n发言人又说，署方会于年底前增设两个监测站。"
    )
    assert proposals(text) == [("环保署发言人", "于年底前增设两个监测站")]


def test_a_spokesman_whose_body_is_not_named_has_no_floor():
    assert proposals("噪音监测\n\n发言人又说，署方会于年底前增设两个监测站。") == []


@pytest.mark.parametrize(
    ("head", "who"),
    [
        ("民主派议员今早与局长会面，会后", "民主派议员"),
        ("不过，街坊联会今天与局长会面时提到旧事，会后", "街坊联会"),
    ],
)
def test_a_group_that_met_somebody_speaks_in_a_later_clause(head, who):
    text = f"停车问题\n\n{head}促请政府增设停车场。"
    assert proposals(text) == [(who, "政府增设停车场")]


def test_a_body_that_only_heads_a_sentence_does_not_speak_in_a_later_clause():
    assert proposals("停车问题\n\n街坊联会设有三个分会，会后促请政府增设停车场。") == []


def test_a_short_name_that_is_explained_in_brackets_stands_for_the_full_one():
    text = "预算案\n\n社区进步联盟（社进盟）提交建议。\n社进盟建议宽减薪俸税八成。"
    assert proposals(text) == [("社区进步联盟", "宽减薪俸税八成")]


def test_labelled_paragraphs_are_the_points_of_a_plan():
    text = (
        "旧校舍活化\n\n南湾关注组提出的活化建议如下：\nA区：旧礼堂，建议设施包括阅览室和自修角。"
        "\nB区：操场，建议设施包括球场和儿童游乐场。\n立法会议员石磊到场参观。"
    )
    assert proposals(text) == [
        ("南湾关注组", "A区：旧礼堂，建议设施包括阅览室和自修角"),
        ("南湾关注组", "B区：操场，建议设施包括球场和儿童游乐场"),
    ]


def test_a_body_is_named_behind_the_paper_that_reports_it():
    text = "预算案\n\n《海港日报》曾报道民建联游说政府增设停车场。"
    assert proposals(text) == [("民建联", "政府增设停车场")]


@pytest.mark.parametrize("group", ["团体", "环保团体", "的士司机", "街坊"])
def test_those_who_petition_are_a_group(group):
    text = f"停车问题\n\n{group}建议政府增设停车场。"
    assert proposers(text) == [(None, group, "group")]


def test_those_who_are_counted_petition_in_a_later_clause():
    text = "停车问题\n\n12名民主派议员昨日联署去信运输署，要求增设停车场。"
    assert proposals(text) == [("民主派议员", "增设停车场")]


@pytest.mark.parametrize("between", ["回复本报查询时", "昨", "出席电台节目后"])
def test_an_answer_to_the_paper_stands_between_a_body_and_its_verb(between):
    text = f"停车问题\n\n运输署{between}表示，会继续增设停车场。"
    assert proposals(text) == [("运输署", "继续增设停车场")]


@pytest.mark.parametrize("verb", ["回复指", "澄清称"])
def test_a_verb_of_answering_joined_to_one_of_saying_reports(verb):
    text = f"停车问题\n\n运输署{verb}，署方将于第三季增设停车场。"
    assert proposals(text) == [("运输署", "于第三季增设停车场")]


def test_the_head_of_a_department_is_an_officer_without_a_name():
    text = "停车问题\n\n运输署署长回应称，会于下月增设停车场。"
    assert proposers(text) == [(None, "运输署署长", "unnamed")]


def test_persons_named_together_speak_in_a_later_clause():
    text = "停车问题\n\n区议员石磊、顾庭芳等昨到运输署请愿，促请政府增设停车场。"
    assert proposals(text) == [("石磊、顾庭芳", "政府增设停车场")]


def test_bodies_named_together_share_the_proposal():
    text = "停车问题\n\n民建联、工联会建议政府增设停车场。"
    assert proposals(text) == [("民建联、工联会", "政府增设停车场")]


def test_what_a_department_will_demand_is_its_plan():
    text = "停车问题\n\n房屋署发言人表示，署方会加强巡查，并会要求承办商尽快完成维修。"
    assert proposals(text) == [("房屋署发言人", "加强巡查，并会要求承办商尽快完成维修")]
