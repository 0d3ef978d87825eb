"""The models, their Arrow schemas and identities: that they agree, refuse what is wrong, and read rows back."""

from __future__ import annotations

import json
from datetime import datetime

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas import (
    CODE_LISTS,
    TABLES,
    Proposal,
    Proposer,
    ProposerKind,
    Record,
    Sighting,
    Span,
    Theme,
    from_row,
    identity,
    schema_of,
    to_arrow,
)
from tests.made import KEY, proposal, proposer, record_of

TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)


@TABLE
def test_columns_are_the_models_fields_in_their_order_with_descriptions(table):
    fields = table.model.model_fields
    assert table.schema.names == list(fields)
    for column in table.schema:
        assert column.metadata[b"description"].decode() == fields[column.name].description
        assert fields[column.name].description


@TABLE
def test_a_column_may_be_null_where_the_model_says_so(table):
    json_schema = table.model.model_json_schema()
    for column in table.schema:
        kinds = json_schema["properties"][column.name].get("anyOf", [])
        assert column.nullable == ({"type": "null"} in kinds), column.name


@TABLE
def test_a_row_comes_back_from_parquet_as_the_record_it_was(table, tmp_path):
    record = record_of(table.name)
    pq.write_table(to_arrow(table.model, [record]), tmp_path / "a.parquet")
    read = pq.read_table(tmp_path)
    assert read.schema.equals(table.schema, check_metadata=True)
    read.validate(full=True)
    assert from_row(table.model, read.to_pylist()[0]) == record
    assert from_row(table.model, pd.read_parquet(tmp_path).iloc[0].to_dict()) == record
    assert (
        from_row(table.model, pd.read_parquet(tmp_path, dtype_backend="pyarrow").iloc[0].to_dict()) == record
    )
    assert from_row(table.model, json.loads(record.model_dump_json())) == record


@TABLE
def test_an_empty_table_has_its_columns(table):
    assert to_arrow(table.model, []).schema == table.schema


@TABLE
def test_every_key_is_a_column_that_is_never_null(table):
    assert not any(table.schema.field(name).nullable for name in table.key)


def test_duckdb_reads_the_types_that_people_ask_for(tmp_path):
    pq.write_table(to_arrow(Proposal, [proposal()]), tmp_path / "a.parquet")
    read = duckdb.sql(f"select stance, published_on, proposers[1].name from '{tmp_path}/*.parquet'")
    assert read.fetchall() == [("recommendation", datetime(2024, 12, 21), "高远")]


def test_dates_have_their_accessor_in_plain_pandas(tmp_path):
    pq.write_table(to_arrow(Proposal, [proposal()]), tmp_path / "a.parquet")
    assert pd.read_parquet(tmp_path)["published_on"].dt.year.tolist() == [2024]


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": [Span(start=0, end=1)]},
        {"evidence": ()},
        {"confidence": 1.2},
        {"confidence": "0.5"},
        {"stance": "recommendation"},
        {"city_adcode": "1401"},
        {"city": None},
        {"recommendation": "加快\n修建"},
        {"recommendation": ""},
        {"theme": "教育"},
        {"themes": (Theme.TRANSPORT,) * 4},
        {"proposal_id": "1"},
        {"surplus": 1},
    ],
    ids=str,
)
def test_a_proposal_refuses(change):
    with pytest.raises(ValidationError):
        Proposal(**{**dict(proposal()), **change})


def test_a_record_does_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        proposal().city = "长治市"


@pytest.mark.parametrize(
    "change", [{"name": None}, {"kind": ProposerKind.GROUP}, {"name": None, "role": None}], ids=str
)
def test_a_proposer_has_a_name_exactly_where_its_kind_has_one(change):
    with pytest.raises(ValidationError):
        Proposer(**{**dict(proposer()), **change})


@pytest.mark.parametrize("ends", [(3, 3), (4, 3), (-1, 2), (0, 2**31)])
def test_a_span_holds_something_and_fits_its_column(ends):
    with pytest.raises(ValidationError):
        Span(start=ends[0], end=ends[1])


def test_a_sighting_without_a_time_zone_is_refused():
    with pytest.raises(ValidationError):
        Sighting(article_id=KEY, source="a", seen_at=datetime(2025, 1, 1))


def test_a_type_that_no_column_can_hold_is_named():
    class Odd(Record):
        lengths: set[int]

    with pytest.raises(TypeError, match=r"set\[int\]"):
        schema_of(Odd)


def test_codes_are_strings_with_labels_and_themes_have_topics():
    assert Theme("transport") == "transport"
    assert (Theme.TRANSPORT.label, Theme.TRANSPORT.cap_topic) == ("交通", 10)
    assert Theme.OTHER.cap_topic is None
    assert all(code.label for codes in CODE_LISTS for code in codes)


def test_theme_codes_are_those_of_the_guidelines(root):
    guidelines = (root / "tests/gold/GUIDELINES.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in guidelines.splitlines()
        if line.startswith("| `")
    ]
    stated = {row[0].strip("`"): (row[1], row[2]) for row in rows if len(row) == 4}
    assert stated == {theme.value: (theme.label, str(theme.cap_topic or "")) for theme in Theme}


def test_missing_values_of_pandas_are_null():
    row = {"start": pd.NA, "end": float("nan")}
    with pytest.raises(ValidationError) as raised:
        from_row(Span, row)
    assert [fault["input"] for fault in raised.value.errors()] == [None, None]


def test_the_canonical_form_is_the_same_for_a_reprint():
    assert identity.canonical("「加強立法」,\n　１００％") == identity.canonical("“加强立法”，100%")


@given(st.text(), st.text())
def test_different_texts_have_different_ids(one, other):
    assert (identity.article_id(one) == identity.article_id(other)) == (one == other)


@given(st.lists(st.sampled_from(["高远", "林溪", "学员"]), min_size=1, max_size=3, unique=True))
def test_the_order_of_proposers_does_not_change_the_key_of_a_proposal(names):
    people = [proposer(name) for name in names]
    key = identity.proposal_key("加快立法", people)
    assert key == identity.proposal_key("加快立法", people[::-1])


def test_kinds_of_hashes_do_not_meet():
    assert identity.article_id("甲") != identity.content_key("甲")


def test_code_lists_inside_structs_are_plain_strings():
    inner = schema_of(Proposal).field("proposers").type.value_type.field("kind").type
    assert inner == pa.string()
