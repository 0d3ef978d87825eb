"""The notebook runs from its first cell to its last, offline, and is kept with the output that it gives today."""

from __future__ import annotations

import nbformat
import pytest

from tests.notebook import NOTEBOOK, executed

pytestmark = pytest.mark.xdist_group("notebook")


@pytest.fixture(scope="module")
def today():
    return executed()


def shown(notebook: nbformat.NotebookNode) -> list[dict[str, str]]:
    """What stands below each cell, by kind."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [dict(output.get("data") or {"text": output["text"]}) for output in outputs]


def test_the_charts_are_drawn_with_chinese_labels(today):
    charts = [data["image/svg+xml"] for data in shown(today) if "image/svg+xml" in data]
    assert len(charts) == 2
    assert "太原市" in charts[0]
    assert "学员" in charts[1]


def test_a_proposal_is_read_in_its_article(today):
    (page,) = [data["text/html"] for data in shown(today) if "<mark>" in data.get("text/html", "")]
    assert "停车" in page.split("<mark>")[1].split("</mark>")[0]


def test_it_is_kept_with_its_output(today):
    kept, fresh = (
        # how a chart is drawn is the library's; what it shows stands in the tables
        [
            {kind: data for kind, data in output.items() if kind != "image/svg+xml"}
            for output in shown(notebook)
        ]
        for notebook in (nbformat.read(NOTEBOOK, as_version=4), today)
    )
    assert kept == fresh, "the notebook's output is out of date: run `make notebook` and commit it"
    assert sum("image/svg+xml" in output for output in shown(nbformat.read(NOTEBOOK, as_version=4))) == 2
