"""The data card."""

from __future__ import annotations

import pandas as pd

from pipeline.tables import Dataset
from pipeline.tables.card import write_card


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


def test_the_card_is_no_part_of_the_tables_and_the_same_each_time(stored):
    first = write_card(stored, version="0.1.0").read_bytes()
    assert write_card(stored, version="0.1.0").read_bytes() == first
    assert len(pd.read_parquet(stored / "proposals")) == 8
    Dataset.open(stored).compact()
    assert write_card(stored, version="0.1.0").read_bytes() == first
