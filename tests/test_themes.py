"""Themes: the action counts, not its setting or purpose; context decides where the words do not."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicons import classes
from pipeline.lexicons.theme_terms import theme_terms
from pipeline.stages.annotations import Block, Candidate, Speech, Themes
from pipeline.stages.theme_model import MODEL_FILE, ThemeModel
from pipeline.stages.themes import ThemeFinder, make_themes
from schemas.codes import Theme
from tests.docs import make_doc, propose, span, speaker

CODES = {theme.value for theme in Theme}


@pytest.fixture(scope="module")
def finder() -> ThemeFinder:
    return make_themes(spacy.blank("zh"), "themes", 150, 0.75, 4.0)


def themes_of(finder, text, *words, role="委员", name=None, kind="group") -> list[Themes]:
    """The themes of the proposals named, by default of the whole text, in one speech."""
    doc = make_doc(text)
    who = speaker(doc, name, None if name else role, kind) if (name or role) in doc.text else None
    speakers = [who] if who else []
    candidates = []
    for piece in words or (doc.text,):
        propose(doc, piece, speakers)
        candidates.append(doc._.candidates[-1])
    doc._.candidates = [
        Candidate(c.spans, 0, c.speakers, c.quote, c.stance, c.cue, c.cue_span, c.rule) for c in candidates
    ]
    doc._.blocks = [Block(0, len(doc.text), "body")]
    return finder(doc)._.themes


def main_theme(finder, text, *words, **who) -> str:
    return themes_of(finder, text, *words, **who)[-1].codes[0]


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("macro_economy", "制定稳增长一揽子措施，扭转投资下滑势头"),
        ("macro_economy", "推动国有企业战略性重组，剥离非主业资产"),
        ("industry", "引进磨具、铸件等配套工厂，补齐产业链短板"),
        ("industry", "支持老酒厂更新灌装生产线"),
        ("technology", "鼓励高校把专利先免费给企业试用"),
        ("technology", "成立共性技术研发中心，联合攻关"),
        ("digital", "把各部门的系统并到一个数据平台，不再重复填报"),
        ("digital", "向中小企业免费开放算力，培育行业大模型"),
        ("agriculture", "给梯田修一条灌溉渠，多种一季油菜"),
        ("agriculture", "组织果农统一疏果、统一销售"),
        ("talent", "为外来技工办理落户，提高技能补贴"),
        ("talent", "让骑手也能缴工伤险、歇脚喝水"),
        ("education", "把课间延长到十五分钟，让学生走出教室"),
        ("education", "给山里的教学点配齐英语老师"),
        ("health", "县医院每周派专家到卫生院坐诊"),
        ("health", "在车站配备除颤仪，教市民心肺复苏"),
        ("social_welfare", "为独居老人送餐上门，每天打一个电话"),
        ("social_welfare", "增设托育点，给三孩家庭发放补贴"),
        ("environment", "给入河排污口装上监测设备，清理黑臭水体"),
        ("environment", "划定候鸟保护区，补种红树林"),
        ("energy", "扩建变电站，解决园区夏季停电"),
        ("energy", "用余热给城东小区供暖"),
        ("transport", "打通城南断头路，延长公交末班车"),
        ("transport", "在医院旁边多划停车位"),
        ("urban_housing", "允许租户提取公积金付房租"),
        ("urban_housing", "给没有电梯的老楼加装电梯，更换老化管网"),
        ("governance", "每栋楼选一名楼长，有矛盾先到议事厅说"),
        ("governance", "缩短12345热线的办结时限，逐件回访"),
        ("party_cadre", "选派年轻干部到一线锻炼，把实绩作为考核依据"),
        ("party_cadre", "提高提案质量，把委员读书活动办好"),
        ("law_safety", "尽快制定地方性法规，明确罚则"),
        ("law_safety", "清理楼道飞线，逐户检查灭火器"),
        ("business_climate", "压缩审批环节，开办企业一天办结"),
        ("business_climate", "清偿拖欠民营企业的账款"),
        ("finance", "把担保费率降到百分之一，给小店放低息贷款"),
        ("finance", "提高个人所得税起征点"),
        ("opening_up", "建设公共海外仓，帮助外贸企业参展"),
        ("opening_up", "与邻省共建跨界合作区，对接长三角"),
        ("culture_tourism", "请老艺人带徒弟，把皮影戏演进景区"),
        ("culture_tourism", "修缮古桥，串起徒步线路和民宿"),
        ("consumption", "办好夜市，发放消费券"),
        ("consumption", "预付卡的钱要有第三方保管，退款不再难"),
        ("united_front", "为归侨侨眷建立服务站"),
        ("united_front", "邀请台湾青年来闽交流，增进两岸同胞亲情"),
        ("defence_foreign", "给退役军人开设就业专场"),
        ("defence_foreign", "推动构建人类命运共同体，维护联合国权威"),
    ],
)
def test_each_theme_is_known_by_its_words(finder, theme, text):
    assert main_theme(finder, text) == theme


def test_every_theme_has_two_examples_above():
    marks = test_each_theme_is_known_by_its_words.pytestmark
    shown = [theme for theme, _ in next(m for m in marks if m.name == "parametrize").args[1]]
    assert {code: shown.count(code) for code in CODES - {"other"}} == dict.fromkeys(CODES - {"other"}, 2)


def test_the_purpose_at_the_end_does_not_decide(finder):
    assert main_theme(finder, "加密城乡公交班次，助力乡村振兴和文旅融合") == "transport"


def test_the_setting_before_the_action_does_not_decide(finder):
    assert main_theme(finder, "围绕建设旅游强县，开通到高铁站的定制公交") == "transport"


def test_a_purpose_with_a_gift_does_not_decide(finder):
    assert main_theme(finder, "办好职业学校，为先进制造业提供人才支撑") == "education"


def test_the_office_decides_where_the_words_do_not(finder):
    text = "市民政局局长周禾表示，这件事年内一定拿出办法。"
    assert (
        main_theme(finder, text, "年内一定拿出办法", role="市民政局局长", kind="unnamed") == "social_welfare"
    )


def test_a_body_speaks_for_its_own_field(finder):
    text = "县交通运输局表示，今冬要把这件事办好。"
    assert (
        main_theme(finder, text, "今冬要把这件事办好", name="县交通运输局", kind="organization")
        == "transport"
    )


def test_a_mandate_is_no_field(finder):
    text = "政协委员表示，年内新增车位三百个。"
    assert main_theme(finder, text, "年内新增车位三百个", role="政协委员") == "transport"


def test_the_rest_of_the_speech_decides_where_the_words_do_not(finder):
    text = "为校舍装上空调；给教师修周转房；三年内全部完成"
    found = themes_of(finder, text, "为校舍装上空调", "给教师修周转房", "三年内全部完成")
    assert found[-1].codes[0] == "education"


def test_the_text_before_decides_where_the_words_do_not(finder):
    text = "病人转院要等三天，医院之间互不认检查单。委员希望尽快拿出办法。"
    assert main_theme(finder, text, "尽快拿出办法") == "health"


def test_the_piece_before_on_a_page_does_not_decide(finder):
    doc = make_doc("医院里的病床不够用，看病很难。\n下一篇\n尽快把球场的灯修好。")
    propose(doc, "尽快把球场的灯修好", [])
    first = doc.text.index("下一篇")
    doc._.blocks = [Block(0, first, "body", 0), Block(first, len(doc.text), "body", 1)]
    doc._.candidates = [
        Candidate(c.spans, 0, (), c.quote, c.stance, c.cue, None, c.rule, section=1) for c in doc._.candidates
    ]
    assert finder(doc)._.themes[0].codes[0] == "culture_tourism"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("为企业保驾护航", "航"),
        ("建设社会主义", "社会"),
        ("打好主动仗，做法要新", "法"),
        ("走好发展道路", "路"),
    ],
)
def test_a_word_inside_another_does_not_count(text, inside):
    assert inside not in {text[term.start : term.end] for term in theme_terms().find(text)}


def test_the_longest_word_wins():
    text = "做强农村电商"
    assert [text[term.start : term.end] for term in theme_terms().find(text)] == ["农村电商"]


def test_terms_are_the_words_that_decided_in_the_order_of_the_text(finder):
    text = "增设托育点，再办一所老年食堂"
    doc = make_doc(text)
    propose(doc, text, [])
    found = finder(doc)._.themes[0]
    assert found.codes[0] == "social_welfare"
    assert found.terms == tuple(sorted(found.terms))
    assert span(text, "托育点") in found.terms


def test_terms_of_a_broken_proposal_span_the_break(finder):
    doc = make_doc("加快建设停，他说，车场")
    propose(doc, ["加快建设停", "车场"], [])
    found = finder(doc)._.themes[0]
    assert found.codes[0] == "transport"
    assert found.terms == ((4, 11),)


def test_terms_of_the_surroundings_stand_in_where_they_decided(finder):
    text = "小区的电梯坏了半年。委员希望尽快拿出办法。"
    found = themes_of(finder, text, "尽快拿出办法")[0]
    assert found.codes == ("urban_housing",)
    assert span(text, "电梯") in found.terms


def test_a_second_theme_follows_where_it_weighs_half_as_much(finder):
    codes = themes_of(finder, "让黄梅戏走进中小学课堂")[0].codes
    assert set(codes[:2]) == {"culture_tourism", "education"}


def test_no_more_than_three_themes(finder):
    text = "统筹农业、教育、医疗、交通、旅游、养老、能源、金融"
    assert len(themes_of(finder, text)[0].codes) <= 3


def test_nothing_known_is_other(finder):
    assert themes_of(finder, "嗯嗯啊啊")[0] == Themes(("other",))


def test_the_list_alone_decides_without_the_model():
    alone = make_themes(spacy.blank("zh"), "themes", 150, 0.0, 4.0)
    assert alone.model is None
    assert main_theme(alone, "扩建变电站") == "energy"
    assert themes_of(alone, "嗯嗯啊啊")[0].codes == ("other",)


def test_the_model_knows_words_by_their_characters():
    model = ThemeModel.load()
    for text, theme in {"虾苗": "agriculture", "校舍屋面": "education", "诊间": "health"}.items():
        assert text not in theme_terms().weights
        guess = model.log_probabilities(text)
        assert max(guess, key=guess.__getitem__) == theme


def test_the_model_gives_probabilities():
    guess = ThemeModel.load().log_probabilities("修一条路")
    assert set(guess) == CODES - {"other"}
    assert sum(2.718281828**value for value in guess.values()) == pytest.approx(1, abs=1e-3)


def test_the_model_is_fitted_on_the_present_lists():
    training = pytest.importorskip("pipeline.training.themes", reason="scikit-learn fits the model")
    expected = training.version_of(training.labelled_texts())
    assert ThemeModel.load().version == expected, "run: python -m pipeline.training.themes"


def test_the_model_file_is_small():
    assert len(MODEL_FILE.read_bytes()) < 1_000_000


def test_every_word_has_known_themes_and_a_weight_in_range():
    for word, weights in theme_terms().weights.items():
        assert word.strip() == word
        assert word
        assert set(weights) <= CODES - {"other"}, word
        assert all(0 < weight <= 3 for weight in weights.values()), word


def test_no_word_is_listed_twice():
    words = [word for listed in classes("themes").values() for word in listed]
    assert len(words) == len(set(words))


def test_examples_cover_every_theme():
    examples = classes("theme_examples")
    assert set(examples) == CODES - {"other"}
    assert min(map(len, examples.values())) >= 20


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(alphabet="建设学校，。；\n医院公路 围绕为提供支撑abc“”𠀀", min_size=1, max_size=60),
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=3),
)
def test_any_candidate_gets_valid_themes_with_terms_in_the_text(finder, text, cuts):
    doc = make_doc(text or "空")
    size = len(doc.text)
    spans = sorted((min(a, b, size), min(max(a, b), size)) for a, b in cuts)
    doc._.speeches = [Speech(((0, size),), (), "indirect", None)]
    doc._.candidates = [
        Candidate((s,), 0, (), "indirect", "recommendation", None, None, "sentence") for s in spans
    ]
    found = finder(doc)._.themes
    assert len(found) == len(spans)
    for themes in found:
        assert 1 <= len(themes.codes) <= 3
        assert len(set(themes.codes)) == len(themes.codes)
        assert set(themes.codes) <= CODES
        assert all(0 <= start < end <= size for start, end in themes.terms)
