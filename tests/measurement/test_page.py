"""docs/quality.md as it is written."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.measurement.__main__ import main
from pipeline.measurement.page import ablation, commonest_faults, fast_mode, scores, table
from tests.measurement.made import plain, read_of

TEXT = "市科协主席高远建议加快修建停车场|站,完善*公交*网络。去年已建成三个街心公园。"
PARKING, PARKS = "加快修建停车场|站", "去年已建成三个街心公园"


def right(**changes):
    return read_of(TEXT, [plain(TEXT, PARKING)], [plain(TEXT, PARKING)], **changes)


def missed(**changes):
    return read_of(TEXT, [plain(TEXT, PARKING)], **changes)


def silent(found, **changes):
    return read_of(TEXT, [], [plain(TEXT, PARKS)] if found else [], **changes)


def rows_of(page, heading):
    """The cells of the first table under a heading, without its head."""
    section = page.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_a_table_is_markdown_with_figures_to_the_right():
    assert table(("set", "n"), [["local", 3]]) == "| set | n |\n| --- | ---: |\n| local | 3 |"


def test_sets_and_all_have_their_score_with_an_interval():
    page = scores([right(), missed(), right(set="other", kind="other")])
    names = {row[0]: row[3] for row in rows_of(page, "By set")}
    assert names == {
        "own": "0.667 (0.00 to 1.00)",
        "other": "1.000 (1.00 to 1.00)",
        "**all**": "0.800 (0.00 to 1.00)",
    }


def test_a_set_of_two_regions_is_scored_by_region_too():
    hong_kong = right()
    hong_kong.gold.judged.article.update(script="hant", place="810000")
    page = scores([right(), hong_kong])
    assert [row[0] for row in rows_of(page, "By set")] == [
        "own",
        "own, mainland",
        "own, Hong Kong",
        "**all**",
    ]


def test_halves_are_scored_apart():
    page = scores([right(), missed(half="2nd, 4th, 6th …", is_open=False)])
    assert [(row[0][:8], row[3][:5]) for row in rows_of(page, "By half of each set")] == [
        ("own, 1st", "1.000"),
        ("own, 2nd", "0.000"),
    ]


def test_a_kind_without_proposals_has_no_f1_and_does_not_count_in_the_mean():
    page = scores([right(), silent(found=True, kind="narration")])
    rows = {row[0]: row for row in rows_of(page, "By kind of article")}
    assert rows["narration"][3:5] == ["1", "-"]
    assert rows["**mean of 1 kinds**"][4] == "1.000"


def test_narration_is_counted_by_characters():
    page = scores([right(), silent(found=True), silent(found=False)])
    per = 10_000 / (2 * len(TEXT))
    assert rows_of(page, "False proposals in articles that have none")[0] == [
        "own",
        "2",
        str(2 * len(TEXT)),
        "1",
        f"{per:.2f}",
    ]


def test_an_ablation_shows_the_change_in_hundredths():
    text = ablation([right(), right()], [("verdicts", "every candidate is kept", [right(), missed()])])
    lines = [line for line in text.splitlines() if line.startswith("| verdicts")]
    assert lines[0].split("|")[3].strip() == "-33.3"
    assert lines[1].split("|")[3].strip() == "-33.3"


def test_what_fast_loses_is_stated_by_set():
    row = fast_mode([right(), right()], [right(), missed()]).splitlines()[2]
    assert [cell.strip() for cell in row.strip("|").split("|")][-2:] == ["1.000", "-33.3"]


def test_closed_articles_are_not_looked_at():
    assert commonest_faults([right(), missed(is_open=False)]).startswith("0 faults in the 1 articles")


def test_texts_from_elsewhere_are_counted_and_not_quoted():
    text = commonest_faults([missed(is_quotable=False)])
    assert "**missed: nobody is found to speak there** (1)" in text
    assert "停车场" not in text


def test_an_example_is_quoted_with_its_marks_escaped():
    text = commonest_faults([missed()])
    assert r"own/parking: 市科协主席高远建议〔加快修建停车场\|站〕" in text


def test_no_more_than_ten_types_are_shown_the_commonest_first():
    kinds = ["theme: another main theme"] * 2
    reads = [read_of(TEXT, [plain(TEXT, PARKING)], [plain(TEXT, PARKING, themes=["health"])]) for _ in kinds]
    text = commonest_faults([missed(), *reads])
    assert text.index("**theme: another main theme** (2)") < text.index("**missed: ")


@pytest.fixture(scope="module")
def gold(root, tmp_path_factory):
    """Three of the project's articles, the first proposal of each with a stance that nothing will find."""
    folder = tmp_path_factory.mktemp("measured") / "few"
    folder.mkdir()
    paths = [
        p for p in sorted((root / "tests/written").glob("*.json")) if json.loads(p.read_text())["proposals"]
    ]
    for path in paths[:3]:
        content = json.loads(path.read_text(encoding="utf-8"))
        stance = content["proposals"][0]["stance"]
        content["proposals"][0]["stance"] = "commitment" if stance == "recommendation" else "recommendation"
        (folder / path.name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        (folder / f"{path.stem}.txt").write_bytes(path.with_suffix(".txt").read_bytes())
    return folder


@pytest.mark.slow
def test_the_command_writes_the_whole_page_and_the_same_twice(gold, tmp_path):
    for name in ("once.md", "twice.md"):
        main([str(gold), "--open", "few", "--out", str(tmp_path / "docs" / name)])
    page = (tmp_path / "docs/once.md").read_text(encoding="utf-8")
    assert page == (tmp_path / "docs/twice.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == [
        "By set",
        "By field",
        "By half of each set",
        "By kind of article",
        "The article's own fields",
        "False proposals in articles that have none",
        "What each part gives",
        "Without the name tagger",
        "Confidence",
        "The commonest faults",
    ]
    assert "Expected calibration error" in page


def test_a_folder_that_is_no_gold_ends_with_a_message(tmp_path):
    with pytest.raises(SystemExit, match="there is no such folder of gold"):
        main([str(tmp_path / "nowhere")])
