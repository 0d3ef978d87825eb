"""Sets of gold: halves, regions, kinds, and what of them may be shown."""

from __future__ import annotations

import json

import pytest

from pipeline.measurement.sets import grouped, read_set
from tests.measurement.made import gold_of, plain

TEXT = "市科协主席高远建议加快修建停车场。"


def folder(path, names, kinds=None):
    path.mkdir()
    content = {"article": {"script": "hans", "place": None}, "proposals": [plain(TEXT, "加快修建停车场")]}
    for name in names:
        (path / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        (path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    if kinds:
        sources = {name: {"kind": kind} for name, kind in zip(names, kinds, strict=True)}
        (path / "SOURCES.json").write_text(json.dumps(sources), encoding="utf-8")
    return str(path)


def test_every_second_article_by_name_is_closed(tmp_path):
    articles = read_set(folder(tmp_path / "local", ["c", "a", "b"]))
    assert [(a.judged.name, a.half[:3], a.is_open) for a in articles] == [
        ("a", "1st", True),
        ("b", "2nd", False),
        ("c", "1st", True),
    ]


def test_a_set_that_is_opened_is_open_as_a_whole(tmp_path):
    articles = read_set(folder(tmp_path / "local", ["a", "b"]), ["local"])
    assert all(article.is_open for article in articles)


def test_texts_from_elsewhere_are_not_quoted_and_have_their_own_kinds(tmp_path):
    articles = read_set(folder(tmp_path / "broadcast", ["a", "b"], ["symposium", "negative"]))
    assert [(a.kind, a.is_quotable) for a in articles] == [
        ("broadcast: symposium", False),
        ("broadcast: negative", False),
    ]


def test_a_set_is_called_as_the_folder_of_its_texts(tmp_path):
    gold = folder(tmp_path / "gold", ["a"])
    texts = tmp_path / "seeds"
    texts.mkdir()
    (tmp_path / "gold/a.txt").rename(texts / "a.txt")
    (article,) = read_set(f"{gold}={texts}")
    assert (article.set, article.kind) == ("seeds", "seeds")


@pytest.mark.parametrize(
    ("script", "place", "region"),
    [
        ("hans", "140100", "mainland"),
        ("hans", None, "mainland"),
        ("hant", "140300", "mainland"),
        ("hant", "810000", "Hong Kong"),
        ("hant", None, "Hong Kong"),
    ],
)
def test_hong_kongs_articles_are_in_traditional_characters_without_a_place_of_the_mainland(
    script, place, region
):
    article = gold_of(TEXT, [])
    article.judged.article.update(script=script, place=place)
    assert article.region == region


def test_groups_stand_in_the_order_of_their_first_item():
    assert grouped(["乙一", "甲一", "乙二"], lambda word: word[0]) == {"乙": ["乙一", "乙二"], "甲": ["甲一"]}
