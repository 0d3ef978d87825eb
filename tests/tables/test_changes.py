"""What differs between two data sets."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from pipeline.errors import DatasetError
from pipeline.tables import Dataset
from pipeline.tables.changes import CHANGES, counts, diff
from schemas import Theme
from tests.tables import made

TEXT = "委员建议加快制定条例,加强监管;完善停车设施。区长说将改造小区。" + made.words(3)
ARTICLE = made.article(TEXT, title="议政")


def stored(folder, name, *proposals, articles=(ARTICLE,)):
    with Dataset.open(folder / name).writer() as writer:
        writer.commit({"articles": articles, "proposals": proposals})
    return folder / name


def told(table) -> list[tuple]:
    rows = table.to_pylist()
    return [(row["change"], row["recommendation"], row["field"], row["before"], row["after"]) for row in rows]


def test_a_part_that_is_cut_or_has_other_columns_is_named(folder):
    proposal = made.proposal(ARTICLE, "完善停车设施")
    first, second = stored(folder, "a", proposal), stored(folder, "b", proposal)
    part = max((first / "proposals").iterdir())
    whole = pq.read_table(part)
    for damage, told in (
        (lambda: pq.write_table(whole.drop_columns("cue"), part), "other columns.*without cue"),
        (lambda: part.write_bytes(part.read_bytes()[:-9]), "no readable Parquet file"),
    ):
        damage()
        for pair in ((first, second), (second, first)):
            with pytest.raises(DatasetError, match=f"{part.name}: .*{told}"):
                diff(*pair)


def test_equal_data_sets_have_no_changes(folder):
    proposal = made.proposal(ARTICLE, "完善停车设施")
    assert diff(stored(folder, "a", proposal), stored(folder, "b", proposal)).num_rows == 0


def test_rows_that_come_and_go_are_told_in_the_order_of_the_text(folder):
    before = stored(folder, "a", made.proposal(ARTICLE, "改造小区"))
    after = stored(folder, "b", made.proposal(ARTICLE, "加强监管"))
    table = diff(before, after)
    assert told(table) == [("added", "加强监管", None, None, None), ("gone", "改造小区", None, None, None)]
    assert table.schema.equals(CHANGES)
    assert table["title"].to_pylist() == ["议政", "议政"]


def test_another_field_is_told_with_both_values(folder):
    before = stored(folder, "a", made.proposal(ARTICLE, "完善停车设施"))
    after = stored(folder, "b", made.proposal(ARTICLE, "完善停车设施", theme=Theme.URBAN_HOUSING))
    changes = told(diff(before, after))
    assert ("changed", "完善停车设施", "theme", "交通", "城乡建设与住房") in changes
    assert ("changed", "完善停车设施", "cap_topic", "10", "14") in changes
    assert {change for change, *_ in changes} == {"changed"}


def test_a_new_boundary_is_a_change_though_the_ids_differ(folder):
    before = stored(
        folder, "a", made.proposal(ARTICLE, "加快制定条例,加强监管"), made.proposal(ARTICLE, "改造小区")
    )
    after = stored(folder, "b", made.proposal(ARTICLE, "加快制定条例"), made.proposal(ARTICLE, "改造小区"))
    table = diff(before, after)
    assert table["field"].to_pylist() == ["recommendation", "evidence"]
    assert counts(table) == {
        "added": 0,
        "gone": 0,
        "changed": 1,
        "changed: recommendation": 1,
        "changed: evidence": 1,
    }


def test_a_divided_proposal_is_one_change_and_one_addition(folder):
    before = stored(folder, "a", made.proposal(ARTICLE, "加快制定条例,加强监管"))
    after = stored(folder, "b", made.proposal(ARTICLE, "加快制定条例"), made.proposal(ARTICLE, "加强监管"))
    assert counts(diff(before, after))["changed"] == 1
    assert counts(diff(before, after))["added"] == 1


def test_the_same_words_of_two_speakers_are_paired_by_speaker(folder):
    wang, li = [made.proposer("王鹏")], [made.proposer("李娜")]
    before = stored(folder, "a", *(made.proposal(ARTICLE, "完善停车设施", who=who) for who in (wang, li)))
    after = stored(
        folder, "b", *(made.proposal(ARTICLE, "停车设施", who=who, theme=Theme.ENERGY) for who in (li, wang))
    )
    assert "proposer" not in diff(before, after)["field"].to_pylist()


def test_confidence_is_compared_to_hundredths(folder):
    before = stored(folder, "a", made.proposal(ARTICLE, "完善停车设施", confidence=0.901))
    after = stored(folder, "b", made.proposal(ARTICLE, "完善停车设施", confidence=0.903))
    assert diff(before, after).num_rows == 0


def test_an_article_that_only_one_data_set_has_is_told_by_its_proposals(folder):
    other = made.article("委员建议修路。")
    before = stored(folder, "a")
    after = stored(folder, "b", made.proposal(other, "修路"), articles=(ARTICLE, other))
    assert told(diff(before, after)) == [("added", "修路", None, None, None)]
    assert told(diff(after, before)) == [("gone", "修路", None, None, None)]
