"""The data card."""

from __future__ import annotations

import pandas as pd

from pipeline.tables import Dataset
from pipeline.tables.card import write_card
from tests.tables import made


def test_the_card_says_what_is_there_from_where_and_how_good(stored):
    card = write_card(stored, version="0.1.0", quality={"record F1": 0.8512}).read_text("utf-8")
    assert "8 proposals from 4 articles" in card
    assert "| 太原晚报 | 4 |" in card
    assert "| 太原市 | 8 |" in card
    assert "| record F1 | 0.851 |" in card
    assert "pipeline `v1`" in card
    assert "| `recommendation` | string |" in card


def test_the_card_of_an_empty_data_set_claims_nothing(folder):
    with Dataset.open(folder / "data").writer():
        pass
    card = write_card(folder / "data", version="0.1.0").read_text("utf-8")
    assert "0 proposals from 0 articles" in card
    assert "Not measured" in card


def test_the_card_names_its_own_folder_and_counts_one(folder):
    with Dataset.open(folder / "晚报").writer() as writer:
        article = made.article("委员建议增加停车泊位。")
        writer.commit({"articles": [article], "proposals": [made.proposal(article, "增加停车泊位")]})
    card = write_card(folder / "晚报", version="0.1.0").read_text("utf-8")
    assert 'read_parquet("晚报/proposals")' in card
    assert "FROM '晚报/proposals/*.parquet'" in card
    assert '"data' not in card
    assert "1 proposal from 1 article. " in card


def test_the_card_says_on_which_set_no_rules_were_written(stored):
    card = write_card(stored, version="0.1.0", quality={"record F1 (unread)": 0.868}).read_text("utf-8")
    assert "the set `unread`,\nwhose faults nobody who writes rules has looked at" in card


def test_the_card_is_no_part_of_the_tables_and_the_same_each_time(stored):
    first = write_card(stored, version="0.1.0").read_bytes()
    assert write_card(stored, version="0.1.0").read_bytes() == first
    assert len(pd.read_parquet(stored / "proposals")) == 8
    Dataset.open(stored).compact()
    assert write_card(stored, version="0.1.0").read_bytes() == first
