"""What reads almost like a proposal and is none, next to what reads almost like it and is one."""

from __future__ import annotations

import pytest

from tests.reading import proposals, proposers, recommendations, rows, said

# the reason, the words that are none, the words that are
PAIRS = {
    "not wanted": ("不认为要为每个小区都新建停车楼。", "不反对收费，但要公开账目。"),
    "supposed": ("一旦需要拆除老楼，居民只能自己找房子。", "若船厂关闭，政府应为工友提供再培训。"),
    "how things are": (
        "不少工友年过六十仍要扛重物，连坐下的地方也没有。",
        "许多老旧小区也要加装电梯。",
    ),
    "what it costs": ("维修电梯需要约30万元，业主们凑不齐。", "需要投入约30万元为小区加装电梯。"),
    "once": ("小时候，洗脸水要留着喂羊。", "如今要把重点放在后期管护上。"),
    "a share": ("办事窗口里自助机已占60%以上。", "社区养老服务覆盖率要从60%提升至90%。"),
    "a topic": ("关于有关部门的建议。", "建议有关部门加快老旧小区改造。"),
    "for whom": ("对老年人的建议。", "建议为老年人开设助餐点。"),
    "others do it already": ("有关部门也加强了巡查。", "有关部门也应加强巡查。"),
    "all of them": ("各院系都开设了家政课程。", "各院系要开设家政课程。"),
    "that one, or should": ("该设备每年检修两次，该定点医院每天接诊三百人。", "早该拆了重建，该加大投入。"),
    "what it takes, or by when": ("孩子上学要走四十多天。", "要三年内完成老旧小区改造。"),
    "what people bear, or a way": ("居民看病得先跑五个部门。", "要走出一条绿色发展的新路，建立补偿机制。"),
    "a balance of a year, or by its end": (
        "加快建设，2021年，全市共建成停车场三十个。",
        "要2026年底前建成地铁二号线。",
    ),
    "there are, or in order": ("有的居民还在用井水。", "建议有序推进老旧小区改造。"),
    "an unfinished condition, or a whole one": (
        "若船厂最终须拆卸，居民担心噪音。",
        "如果条件允许应设立社区食堂。",
    ),
    "fit to live in": ("小镇宜居宜业，游客越来越多。", "此处宜重新规划，增设公园。"),
    "no answer, or those who give none": (
        "有关部门未回应居民的查询。",
        "建议对长期未回应群众诉求的部门开展专项督办。",
    ),
    "a vote, or a system for it": ("方案在会上表决通过。", "建议推广业主大会线上表决系统。"),
}


@pytest.mark.parametrize(("none", "proposed"), PAIRS.values(), ids=PAIRS.keys())
def test_the_one_is_refused_and_the_other_kept(none, proposed):
    assert said(none) == []
    words = proposed.rstrip("。").removeprefix("建议").removeprefix("需要")
    assert said(proposed) in ([words], [words.removeprefix("要")])


SAID_BY = {
    "an office that heeds": (
        "市交通局表示，须平衡各行业的运作需要，检视收费安排。",
        [],
    ),
    "an office that has no plan": ("市交通局回应查询时表示，暂未有增设公交线路的计划。", []),
    "an applauding audience": (
        "市政协委员顾庭芳建议后，全场报以热烈掌声并要求加快改造。",
        [],
    ),
    "mere assent": ("市政协委员顾庭芳表示：“支持，加快推进老旧小区改造，解决出行难。”", []),
    "assent and action": (
        "市政协委员顾庭芳表示：“支持社会力量办养老院，加快推进老旧小区改造。”",
        ["支持社会力量办养老院，加快推进老旧小区改造"],
    ),
    "history": (
        "市政协委员顾庭芳表示：“早年兴修水利，建设水库，组织群众挖渠，保障灌溉。”",
        [],
    ),
    "a finding": ("环保团体调查指出，海滩垃圾增加三成。", []),
    "first a study": ("市政协委员顾庭芳建议，了解居民需求，增设社区食堂。", ["了解居民需求，增设社区食堂"]),
    "a dated plan": (
        "市住建局局长林海波表示，方案今年9月底前向社会公布。",
        ["方案今年9月底前向社会公布"],
    ),
    "what nobody could carry out": ("市政协委员顾庭芳表示：“别让老人为一碗饭发愁。”", []),
    "what is not to be done": ("市政协委员顾庭芳表示：“别把电动车推进楼道。”", ["别把电动车推进楼道"]),
    "what became of it": (
        "市政协委员顾庭芳建议，加快修建停车场。该建议被采纳。",
        ["加快修建停车场"],
    ),
    "what a report says": (
        "市政协委员顾庭芳建议，在老城区新建停车场。政府工作报告中提出，要新建十所公办幼儿园。",
        ["在老城区新建停车场"],
    ),
    "a slogan with 促": ("市长高远强调，要抓好特色产业，促增收。", ["抓好特色产业，促增收"]),
    "who is urged": ("市政协委员顾庭芳促政府尽快增建公屋。", ["政府尽快增建公屋"]),
    "a clause that begins as an aside": (
        "市政协委员顾庭芳建议，完善接访制度，指定专人负责跟踪办理。",
        ["完善接访制度，指定专人负责跟踪办理"],
    ),
    "an aside": (
        "市政协委员顾庭芳建议，增加周末的公交班次，指居民出行不便。",
        ["增加周末的公交班次"],
    ),
    "a clause that begins as an outcome": (
        "市政协委员顾庭芳建议，加快修订养老服务条例，今年内出台实施细则。",
        ["加快修订养老服务条例，今年内出台实施细则"],
    ),
    "an outcome": (
        "市政协委员顾庭芳曾建议推广节水灌溉技术，目前已有9个乡镇落地。",
        ["推广节水灌溉技术"],
    ),
    "whom it is for": (
        "市政协委员顾庭芳建议，放宽随迁子女入学条件，但他们须连续缴纳社保。",
        ["放宽随迁子女入学条件，但他们须连续缴纳社保"],
    ),
    "a section's heading that ends like a body": (
        "本报讯 市卫健委近日召开会议。\n打造区域医疗中心\n加快建设新院区，推进医联体建设，提升县级医院能力。\n",
        [],
    ),
    "a clause that no pattern could part": ("委员们" + "在" * 40 + "甲" * 30 + "建议，要修路。", []),
    "nothing behind the verb": ("城市更新怎么做？市政协委员顾庭芳提出", []),
}


@pytest.mark.parametrize(("text", "expected"), SAID_BY.values(), ids=SAID_BY.keys())
def test_what_a_sentence_proposes(text, expected):
    assert recommendations(text) == expected


WHO = {
    "a body whose short name is given": (
        "市人力资源和社会保障局（以下简称“人社局”）将开展技能培训。人社局表示，将增设培训点。",
        ("市人力资源和社会保障局", "增设培训点"),
    ),
    "an association with 和 in its name": (
        "香港妇女和儿童协会促请政府增设托儿名额。",
        ("香港妇女和儿童协会", "政府增设托儿名额"),
    ),
    "a body behind its kind": ("环保团体绿色动力指，应减少使用即弃餐具。", ("绿色动力", "减少使用即弃餐具")),
    "this side of a place just visited": (
        "记者走进市人民医院。院方建议，增设夜间门诊。",
        ("市人民医院", "增设夜间门诊"),
    ),
    "a place that begins like a preposition": (
        "和平区教育局建议，在城区新建三所幼儿园。",
        ("和平区教育局", "在城区新建三所幼儿园"),
    ),
    "a place that begins like no body": (
        "中山市教育局建议，在城区新建三所幼儿园。",
        ("中山市教育局", "在城区新建三所幼儿园"),
    ),
    "a zone that begins like a preposition": (
        "经开区管委会建议，加快修建停车场。",
        ("经开区管委会", "加快修建停车场"),
    ),
    "a learned society": ("市医学会建议，在社区增设急救设备。", ("市医学会", "在社区增设急救设备")),
    "a body at the head of its section": (
        "市政协会议上，委员们积极建言。\n市科技局\n加快建设科创园区，完善人才政策。\n",
        ("市科技局", "加快建设科创园区，完善人才政策"),
    ),
    "behind a reporter's line": (
        "人民日报记者 林海波\n\n市政协委员顾庭芳建议，增设夜间门诊。",
        ("顾庭芳", "增设夜间门诊"),
    ),
    "a name that goes on with 成": (
        "市政协委员古道成表示，要建设停车场。古道成提出，增设公交线路。",
        ("古道成", "增设公交线路"),
    ),
    "a word in Latin letters": (
        "市政协委员顾庭芳表示，市民App上要增设投诉入口。",
        ("顾庭芳", "市民App上要增设投诉入口"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), WHO.values(), ids=WHO.keys())
def test_who_proposes(text, expected):
    assert proposals(text)[-1] == expected


def test_a_program_in_a_list_is_nobody():
    assert recommendations("居民可通过网站、App，反映问题。市民通过App建议增设公交站点。") == []


def test_one_who_leads_a_school_is_no_group():
    assert proposers("校长表示，将新建两栋教学楼，扩大招生。") == [(None, "校长", "unnamed")]


@pytest.mark.parametrize("words", ["国家发展大局", "《基本法》教育"])
def test_words_of_the_whole_country_do_not_take_a_proposal_from_hong_kong(words):
    text = f"香港立法会议员顾庭芳建议，在学校加强{words}的课程。"
    assert [p.city for p in rows(text).proposals] == ["香港特别行政区"]
