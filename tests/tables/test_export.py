"""Rows as files, as the programs that open them see them."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from pipeline.tables import Dataset, open_dataset
from pipeline.tables.export import FORMATS, exported
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
        io.BytesIO(exported(table(a=["=1+1", "坏\x07字", "长" * 40_000]), "xlsx"))
    ).active
    assert [cell.value[:3] for cell in odd["A"][1:]] == ["=1+", "坏字", "长长长"]
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
