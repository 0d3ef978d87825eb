"""Word lists that several stages read: what one row leaves to another."""

from __future__ import annotations

from pipeline.lexicons import classes


def test_a_verb_with_a_mark_has_a_class_of_its_own_too():
    by_class = classes("reporting")
    kinds = ("say", "opinion", "instruct", "urge")
    verbs = {word for kind in kinds for word in by_class[kind]}
    marked = {word for kind, words in by_class.items() if kind not in kinds for word in words}
    assert marked <= verbs


def test_a_brief_verb_that_reports_with_a_subject_is_a_brief_verb():
    by_class = classes("brief_verbs")
    assert set(by_class["named"]) <= set(by_class["brief"])
