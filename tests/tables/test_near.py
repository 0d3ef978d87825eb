"""Which pairs of articles are looked at: those whose signatures have a band in common, each once."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from pipeline.tables import near
from schemas.identity import canonical
from tests.tables import reprinting

BAND = 3


@pytest.fixture(scope="module")
def signatures(seeds):
    chance = random.Random(7)
    texts = {}
    for number, piece in enumerate(reprinting.pieces(seeds)):
        texts[f"{number}"] = piece
        texts |= {f"{number} {edit}": text for edit, text in reprinting.reprints(piece, chance)}
        texts[f"{number} begins"] = piece[:120]
    return {name: near.signature(near.pieces(canonical(text))) for name, text in texts.items()}


def alike(first, second) -> bool:
    """Whether two runs of MinHash values share a band, and more than their half of what makes a reprint."""
    bands = range(0, near.SIGNATURE, BAND)
    shared = any((first[at : at + BAND] == second[at : at + BAND]).all() for at in bands)
    return shared and (first == second).mean() > near.SAME / 2


def parts(signature):
    """The values of the sample, and of all pieces where they are few."""
    return signature[1 : near.SIGNATURE + 1], signature[near.SIGNATURE + 1 :]


def test_all_pairs_with_a_band_in_common_are_looked_at_or_joined_already(signatures):
    found = list(near.candidates(signatures))
    looked_at = {frozenset(pair) for *pair, sure in found if not sure}
    joined = near.Clusters()
    for first, second, sure in found:
        if sure:
            joined.join(first, second)
    surely = {name for first, second, sure in found if sure for name in (first, second)}
    for first, second in combinations(signatures, 2):
        runs = zip(parts(signatures[first]), parts(signatures[second]), strict=True)
        if any(len(one) == len(other) > 0 and alike(one, other) for one, other in runs):
            through = joined.root(first) == joined.root(second) or surely & {first, second}
            assert frozenset((first, second)) in looked_at or through, (first, second)


def test_texts_that_are_one_beyond_doubt_are_looked_at_once_each(signatures):
    longest = max(signatures.values(), key=lambda signature: signature[0])
    copies = {f"copy {number}": longest for number in range(50)}
    pairs = list(near.candidates(copies))
    assert len(pairs) == 49
    assert all(sure for *_, sure in pairs)


def test_short_texts_are_never_one_beyond_doubt():
    brief = near.signature(near.pieces("建议加快修建停车场"))
    assert set(near.candidates({"one": brief, "other": brief})) == {("one", "other", False)}


def test_no_texts_and_one_text_give_no_pairs(signatures):
    name, signature = next(iter(signatures.items()))
    assert list(near.candidates({})) == []
    assert list(near.candidates({name: signature})) == []
