"""Rows as files, as the programs that open them see them."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
from datetime import datetime

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from pipeline.errors import DatasetError, QueryError
from pipeline.tables import Dataset, open_dataset
from pipeline.tables.export import FORMATS, exported, save
from tests.tables import made


def table(**columns) -> pa.Table:
    return pa.table(columns)


@pytest.fixture
def proposals(folder) -> pd.DataFrame:
    article = made.article("委员建议增加停车泊位。", on=datetime(2024, 3, 5))
    with Dataset.open(folder / "data").writer() as writer:
        writer.commit({"articles": [article], "proposals": [made.proposal(article, "增加停车泊位")]})
    return open_dataset(folder / "data").proposals()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_a_whole_proposal(proposals, form):
    assert exported(proposals, form)
    assert isinstance(exported(proposals[:0], form), bytes)


def test_csv_has_a_byte_order_mark_and_days_without_midnight(proposals):
    written = exported(proposals, "csv")
    assert written.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert (row["city"], row["recommendation"], row["published_on"]) == (
        "太原市",
        "增加停车泊位",
        "2024-03-05",
    )
    assert json.loads(row["proposers"])[0]["name"] == "王鹏"
    assert row["county"] == ""


@pytest.mark.parametrize("cell", ["=1+1", "+86", "@市长", "-停车"])
def test_csv_holds_no_formula(cell):
    assert exported(table(a=[cell]), "csv").decode("utf-8-sig").splitlines()[1] == f"'{cell}"


def test_a_negative_number_in_csv_is_a_number():
    assert exported(table(a=[-0.5]), "csv").decode("utf-8-sig").splitlines()[1] == "-0.5"


def test_jsonl_keeps_lists_and_chinese(proposals):
    (line,) = exported(proposals, "jsonl").decode().splitlines()
    assert "太原市" in line
    assert json.loads(line)["evidence"] == [{"start": 4, "end": 10}]


def test_parquet_reads_back(proposals):
    assert pd.read_parquet(io.BytesIO(exported(proposals, "parquet")))["theme"].tolist() == ["交通"]


def test_a_workbook_opens_with_chinese_and_text_that_stays_text(proposals):
    sheet = openpyxl.load_workbook(io.BytesIO(exported(proposals, "xlsx"))).active
    header = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, header.index("city") + 1).value == "太原市"
    odd = openpyxl.load_workbook(
        io.BytesIO(exported(table(a=["=1+1", "坏\x07字", "坏\uffff字"]), "xlsx"))
    ).active
    assert [cell.value for cell in odd["A"][1:]] == ["=1+1", "坏字", "坏字"]
    assert odd["A2"].data_type == "s"


def test_markdown_keeps_a_row_in_its_line():
    written = exported(table(proposer=["王|鹏", None], recommendation=["修路\n修桥", "停车"]), "md").decode()
    assert written.splitlines() == [
        "| proposer | recommendation |",
        "| --- | --- |",
        "| 王\\|鹏 | 修路<br>修桥 |",
        "|  | 停车 |",
    ]


def test_an_unknown_format_is_told_with_those_that_there_are():
    with pytest.raises(ValueError, match="'pdf' is no format; there are csv, jsonl, parquet, xlsx, md"):
        exported(table(a=[1]), "pdf")


# What DuckDB gives, and its form in a cell and in JSON.
VALUES = {
    "date '2024-03-05'": ("2024-03-05", "2024-03-05"),
    "time '10:11:12'": ("10:11:12", "10:11:12"),
    "timestamptz '2024-03-05 01:02:03+00'": ("2024-03-05 01:02:03+00:00", "2024-03-05 01:02:03+00:00"),
    "sum(2::bigint)": (2, 2),
    "2.5::decimal(9, 2)": (2.5, 2.5),
    "12345678901234567890.5::decimal(30, 1)": ("12345678901234567890.5", "12345678901234567890.5"),
    "'ab'::blob": ("6162", "6162"),
    "interval '1 month 2 days 3 hours'": ("1 months 2 days 3:00:00", "1 months 2 days 3:00:00"),
    "'inf'::double": ("inf", "inf"),
    "[date '2024-03-05']": ('["2024-03-05"]', ["2024-03-05"]),
    "map {'a': 1.5::decimal(3, 1)}": ('[["a", 1.5]]', [["a", 1.5]]),
    "{'a': date '2024-03-05'}": ('{"a": "2024-03-05"}', {"a": "2024-03-05"}),
    "union_value(k := 1)": (1, 1),
    "true": (True, True),
    "null": (None, None),
}


@pytest.mark.parametrize("value", VALUES)
def test_every_type_of_sql_has_a_form_in_every_format(value):
    rows = duckdb.sql(f"set TimeZone = 'UTC'; select {value} as v").to_arrow_table()
    cell, plain = VALUES[value]
    written = "" if cell is None else str(cell)
    (row,) = csv.DictReader(io.StringIO(exported(rows, "csv").decode("utf-8-sig"), newline=""))
    assert row["v"] == written
    assert json.loads(exported(rows, "jsonl")) == {"v": plain}
    assert exported(rows, "md").decode().splitlines()[2] == f"| {written} |"
    assert openpyxl.load_workbook(io.BytesIO(exported(rows, "xlsx"))).active["A2"].value == cell
    assert len(pd.read_parquet(io.BytesIO(exported(rows, "parquet")))) == 1


@pytest.mark.parametrize("value", ["date '0044-03-15 (BC)'", "'infinity'::date", "'-infinity'::timestamp"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_day_that_python_has_not_is_no_obstacle(value, form):
    assert exported(duckdb.sql(f"select {value} as v").to_arrow_table(), form)


def test_a_workbook_refuses_a_text_that_excel_would_cut_and_names_it():
    rows = table(a=["短", "长" * 32_768])
    with pytest.raises(QueryError, match="a of row 2 has 32,768 characters.*csv"):
        exported(rows, "xlsx")
    assert exported(rows[:1], "xlsx")


def test_a_workbook_keeps_odd_headers_and_what_looks_like_its_own_escape():
    book = openpyxl.load_workbook(io.BytesIO(exported(pa.table({"=a\x07": ["_x0041_"]}), "xlsx")))
    assert book.active["A1"].value == "=a"
    assert book.active["A1"].data_type == "s"
    assert book.active["A2"].value in {
        "_x0041_",
        "_x005F_x0041_",
    }  # openpyxl leaves the escape, Excel reads it


def test_a_file_is_written_through_a_link_that_stays(tmp_path):
    (tmp_path / "link.csv").symlink_to("real.csv")
    for city in ("太原市", "长治市"):  # the first makes the file that the link leads to
        save(table(city=[city]), tmp_path / "link.csv")
        assert (tmp_path / "link.csv").is_symlink()
        assert city in (tmp_path / "real.csv").read_text("utf-8-sig")


def test_links_in_a_circle_are_told(tmp_path):
    (tmp_path / "a.csv").symlink_to("b.csv")
    (tmp_path / "b.csv").symlink_to("a.csv")
    with pytest.raises(DatasetError, match="a.csv: cannot be written"):
        save(table(a=[1]), tmp_path / "a.csv")
    assert (tmp_path / "b.csv").is_symlink()


def test_what_is_no_file_is_written_into_and_stays(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    told = []
    reader = threading.Thread(target=lambda: told.append(pipe.read_bytes()), daemon=True)
    reader.start()
    save(table(city=["太原市"]), pipe, "jsonl")
    reader.join(10)
    assert pipe.is_fifo()
    assert json.loads(told[0]) == {"city": "太原市"}
