"""In or out, and of which stance: guidelines sections 2 and 4, one pattern a test."""

from __future__ import annotations

import pytest

from schemas import RejectReason
from tests.reading import MEMBER, proposals, recommendations, rows, said, stances

ACTION = "在老城区新建三处立体停车场"


# in


@pytest.mark.parametrize(
    "cue",
    [
        "建议",
        "提出要",
        "希望",
        "呼吁",
        "要",
        "应",
        "应当",
        "须",
        "必须",
        "需",
        "需要",
        "恳请",
        "提议",
        "要求",
        "倡议",
        "期待",
    ],
)
def test_a_cue_with_a_verb_and_its_object_is_in(cue):
    assert recommendations(f"{MEMBER}认为停车太难。{cue}{ACTION}。") == [ACTION]


def test_a_bare_imperative_list_under_a_speaker_is_in():
    assert said(f"{ACTION}；完善停车收费制度；推动机关车位夜间开放。") == [
        ACTION,
        "完善停车收费制度",
        "推动机关车位夜间开放",
    ]


@pytest.mark.parametrize("cue", ["将", "下一步将", "计划", "力争", "拟", "下一步要", "准备", "接下来，会"])
def test_a_bodys_plan_is_in(cue):
    text = f"市城市管理局局长石磊介绍，{cue}{ACTION}。"
    assert recommendations(text) == [ACTION]
    assert stances(text) == ["commitment"]


@pytest.mark.parametrize("verb", ["承诺", "承诺说", "当场表态", "打算"])
def test_what_an_official_pledges_needs_no_cue(verb):
    text = f"市城市管理局局长石磊{verb}，老城区新建三处立体停车场，完善停车收费制度。"
    assert recommendations(text) == ["老城区新建三处立体停车场，完善停车收费制度"]
    assert stances(text) == ["commitment"]


def test_an_avowal_of_loyalty_is_out():
    assert recommendations("新任市长石磊表态，忠诚履职，廉洁奉公，不负人民重托。") == []


def test_an_avowal_with_a_cue_is_a_commitment():
    text = "市城市管理局局长石磊表态，必须在老城区新建三处立体停车场。"
    assert stances(text) == ["commitment"]


@pytest.mark.parametrize("words", ["钥匙要由楼长拿着", "日常事情要由街道来", "坏灯修理应由厂家包"])
def test_an_arrangement_needs_no_verb(words):
    assert said(f"{words}。") == [words]


@pytest.mark.parametrize("words", ["还要更多自由时光", "应各有各的理由", "要更多理由来这里"])
def test_reasons_and_freedom_arrange_nothing(words):
    assert said(f"{words}。") == []


def test_freedom_in_an_announced_list_arranges_nothing():
    text = f"{MEMBER}提出两点建议：一是更多自由时光；二是{ACTION}。"
    assert recommendations(text) == [ACTION]


def test_what_a_presiding_leader_urges_is_in_as_a_recommendation():
    text = f"县委书记石磊主持会议并强调，要{ACTION}。"
    assert recommendations(text) == [ACTION]
    assert stances(text) == ["recommendation"]


def test_what_somebody_proposed_earlier_is_in_with_its_content():
    text = f"去年，{MEMBER}提出，{ACTION}。如今，车位已经投用。"
    assert recommendations(text) == [ACTION]


def test_a_title_that_names_an_action_is_in_where_nothing_fuller_stands():
    text = f"{MEMBER}提交了《关于在老城区新建立体停车场的提案》。"
    assert recommendations(text) == ["在老城区新建立体停车场"]


def test_a_title_is_out_where_a_fuller_statement_follows():
    text = f"{MEMBER}提交了《关于缓解停车难的提案》，建议{ACTION}，推动机关车位夜间开放。"
    assert recommendations(text) == [f"{ACTION}，推动机关车位夜间开放"]


def test_a_question_that_asks_for_an_action_is_in():
    text = f"“能不能在小区门口增设一个公交站？”{MEMBER}说。"
    assert len(recommendations(text)) == 1


def test_a_ban_is_in():
    assert said("严禁在消防通道停放车辆，违者从重处罚。") == ["严禁在消防通道停放车辆，违者从重处罚"]


# out: what was done


@pytest.mark.parametrize(
    "words",
    [
        "近年来，全市新建立体停车场十二处，新增车位八千个",
        "去年完成老旧电梯更新三百部，惠及居民两万人",
        "目前已建成立体停车场十二处，群众停车更加方便",
        "市里先后出台停车管理办法，安排资金两千万元",
        "截至目前，累计更新老旧电梯三百部",
        "过去五年，推动机关车位夜间开放，缓解了停车难题",
        "今年以来，新增公共车位八千个，同比增长两成",
        "在各方努力下，修通了村口的断头路",
        "正在建设的三处立体停车场进展顺利",
    ],
)
def test_what_was_done_is_out(words):
    assert said(f"{words}。") == []
    assert recommendations(f"市城市管理局局长石磊介绍，{words}。") == []


def test_a_bare_list_after_an_achievement_is_an_achievement():
    words = "去年，我局扎实推进停车治理。新建立体停车场十二处；完善停车收费制度；推动机关车位夜间开放。"
    assert recommendations(f"市城市管理局局长石磊介绍，{words}") == []


def test_a_plan_after_achievements_is_in_and_they_are_out():
    words = (
        "去年，我局新建立体停车场十二处，新增车位八千个。下一步，将完善停车收费制度；推动机关车位夜间开放。"
    )
    text = f"市城市管理局局长石磊介绍，{words}"
    assert recommendations(text) == ["完善停车收费制度", "推动机关车位夜间开放"]
    assert stances(text) == ["commitment", "commitment"]


# out: description, problem, praise


@pytest.mark.parametrize(
    "words",
    [
        "老城区车多位少，停车难问题十分突出",
        "停车难既是民生问题，也是治理难题",
        "停车设施建设仍然滞后，收费标准不够统一",
        "创新是引领发展的第一动力",
        "最需要改变的是重建轻管的状态",
        "这份报告主题鲜明、内容丰富、催人奋进",
        "部分小区物业管理缺位，居民意见很大",
        "停车场的建设事关千家万户的幸福",
        "电梯更新离不开居民的理解和支持",
    ],
)
def test_a_description_is_out(words):
    assert said(f"{words}。") == []


# out: reactions, slogans, loyalty


@pytest.mark.parametrize(
    "words",
    [
        "听了报告很受启发，深受鼓舞",
        "这堂课非常解渴，收获满满",
        "更加坚定了干事创业的信心和决心",
        "感谢市委对政协工作的关心支持",
        "对未来的发展充满信心",
        "为家乡的变化感到自豪和骄傲",
    ],
)
def test_a_reaction_is_out(words):
    assert said(f"{words}。") == []


@pytest.mark.parametrize(
    "words",
    [
        "要不负时代、不负人民",
        "要砥砺前行、再创辉煌",
        "要向创新要方法，向改革要效率",
        "要以时不我待的精神真抓实干",
    ],
)
def test_a_slogan_without_an_object_is_out(words):
    assert said(f"{words}。") == []


@pytest.mark.parametrize(
    "words",
    [
        "完全赞成政府工作报告",
        "坚决拥护党中央的决策部署",
        "要深入学习贯彻全会精神",
        "要认真学习领会重要讲话精神",
        "一致同意两院的工作报告",
    ],
)
def test_loyalty_with_nothing_else_to_do_is_out(words):
    assert said(f"{words}。") == []


# out: topics, counts, procedure, announcements, documents


@pytest.mark.parametrize(
    "text",
    [
        f"{MEMBER}围绕加快停车场建设作大会发言。",
        f"{MEMBER}就老旧电梯更新提出建议。",
        "会上，十二位委员围绕城市更新、停车治理等建言献策，提出意见建议三十余条。",
        "大会期间，委员们提交提案二百四十件，立案一百九十件。",
        f"{MEMBER}提出了两条建议，得到与会人员赞同。",
        f"{MEMBER}的建议得到采纳。",
        "委员们的建议被纳入全市停车治理方案。",
    ],
)
def test_a_topic_or_a_count_alone_is_out(text):
    assert recommendations(text) == []


def test_procedure_is_out():
    assert recommendations(f"{MEMBER}建议将草案提交大会表决。") == []


def test_a_fact_to_come_is_out():
    assert recommendations("市贸促会会长石磊介绍，明年的博览会将更名为国际工业博览会。") == []


def test_a_number_of_things_to_work_on_announces_no_list():
    text = "市水利局局长石磊表示，下一步将整治五条黑臭水体。"
    assert recommendations(text) == ["整治五条黑臭水体"]


def test_only_then_is_out():
    assert said("只有管好电梯，才能让居民安心。") == []


def test_a_document_that_demands_is_out():
    assert recommendations(f"《指导意见》提出，要{ACTION}。") == []


def test_backing_others_plan_is_out():
    assert recommendations(f"{MEMBER}表示，支持在老城区新建停车场的方案。") == []


def test_what_others_already_do_is_out():
    assert said("邻市在医院周边建起了立体停车场，效果很好。") == []


def test_the_reporters_closing_is_out():
    text = f"{MEMBER}建议，{ACTION}。\n接下来，市委党校将不断创新教学方式，提升培训质量。"
    assert recommendations(text) == [ACTION]


def test_a_restatement_by_the_same_proposer_is_out():
    text = (
        f"{MEMBER}建议新建立体停车场。\n"
        f"“建议{ACTION}，新增车位两千个。”顾庭芳在发言中说。\n"
        f"{MEMBER}再次建议，{ACTION}，新增车位两千个。"
    )
    found = recommendations(text)
    assert found.count(f"{ACTION}，新增车位两千个") == 1


def test_the_lead_that_the_body_says_more_fully_is_out():
    text = (
        f"{MEMBER}建议，在老城区新建立体停车场。\n"
        "顾庭芳告诉记者，老城区车多位少。她建议，在老城区新建立体停车场，由国企统一建设运营，车位夜间半价。"
    )
    assert recommendations(text) == ["在老城区新建立体停车场，由国企统一建设运营，车位夜间半价"]


def test_the_same_proposal_by_another_is_in():
    text = f"市政协委员石磊建议{ACTION}。\n市政协委员顾庭芳也建议{ACTION}。"
    assert [who for who, _ in proposals(text)] == ["石磊", "顾庭芳"]


def test_what_is_refused_says_why():
    text = "市城市管理局局长石磊介绍，去年完成老旧电梯更新三百部，惠及居民两万人。"
    assert [(r.reason, r.fragment) for r in rows(text).rejects] == [
        (RejectReason.DONE, "去年完成老旧电梯更新三百部，惠及居民两万人")
    ]


# stance

OFFICIAL = "市城市管理局局长石磊"


@pytest.mark.parametrize("verb", ["表示", "说", "介绍", "谈到"])
def test_an_official_who_speaks_of_his_own_field_commits_himself(verb):
    assert stances(f"{OFFICIAL}{verb}，要{ACTION}。") == ["commitment"]


@pytest.mark.parametrize("verb", ["强调", "要求", "指出"])
def test_a_leader_who_instructs_recommends(verb):
    assert stances(f"市委书记石磊{verb}，要{ACTION}。") == ["recommendation"]


@pytest.mark.parametrize("verb", ["认为", "建议", "呼吁", "希望"])
def test_an_official_who_gives_an_opinion_or_calls_on_others_recommends(verb):
    text = f"{OFFICIAL}{verb}，{'要' if verb == '认为' else ''}{ACTION}。"
    assert stances(text) == ["recommendation"]


def test_in_the_view_of_an_official_is_an_opinion():
    assert stances(f"在{OFFICIAL}看来，要{ACTION}。") == ["recommendation"]


def test_a_duty_put_on_others_is_a_recommendation():
    assert stances(f"{OFFICIAL}说，想让居民满意，就必须{ACTION}。") == ["recommendation"]


@pytest.mark.parametrize(
    "who", ["市政协委员", "市人大代表", "学员代表", "江北大学教授", "石桥村村民", "绿野公司董事长"]
)
def test_members_experts_and_citizens_recommend(who):
    assert stances(f"{who}石磊表示，要{ACTION}。") == ["recommendation"]


def test_a_member_who_says_what_he_himself_will_do_commits_himself():
    text = f"{MEMBER}表示，今年将走访一百个小区，提交一件停车治理的提案。"
    assert stances(text) == ["commitment"]


def test_the_group_that_recommends():
    assert stances(f"委员们表示，要{ACTION}。") == ["recommendation"]


@pytest.mark.parametrize("cue", ["将", "下一步将", "计划", "力争", "拟"])
def test_a_department_that_will_commits_itself(cue):
    assert stances(f"市城市管理局有关负责人表示，{cue}{ACTION}。") == ["commitment"]


def test_a_department_in_its_own_section_commits_itself_without_a_cue():
    text = f"大家谈停车\n市城市管理局\n\n下一步工作打算：一是{ACTION}；二是完善停车收费制度。"
    assert stances(text) == ["commitment", "commitment"]


def test_a_democratic_party_recommends():
    assert stances(f"民建市委会建议，{ACTION}。") == ["recommendation"]


def test_a_leader_who_says_what_his_county_will_do_commits_himself():
    assert stances(f"县长石磊说，我们县要{ACTION}。") == ["commitment"]


@pytest.mark.parametrize(
    "narrated",
    ["代表其后把请愿信交予局长办公室", "他又忆述祖母当年开设茶档", "她带同街坊走访多个屋邨"],
)
def test_what_the_reporter_tells_behind_reported_speech_is_no_proposal(narrated):
    text = f"请愿\n\n议员顾庭芳要求政府设立援助金。{narrated}。"
    assert recommendations(text) == ["政府设立援助金"]


def test_a_motto_in_quotation_marks_is_no_proposal():
    assert recommendations("请愿\n\n民建联主张“民主建港”，又有人涉嫌违规。") == []


def test_a_proposal_that_is_spoken_of_is_no_cue():
    assert recommendations("请愿\n\n议员顾庭芳指，建议没有划分申请人的收入水平。") == []


def test_an_office_that_says_what_an_action_has_to_heed_recommends():
    text = "议会\n\n教育局副局长顾庭芳表示，封闭后门要考虑消防通道。"
    assert stances(text) == ["recommendation"]
