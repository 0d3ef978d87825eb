"""Drafts of proposals to valid ones, many at once, and in words what is wrong with the others.

The hard part is that pydantic refuses a whole chunk for one fault in it: city_adcode 1401 in the third of forty
drafts. The faults tell which they were, and the rest goes through in a second pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from schemas import Proposal

_CHUNK: TypeAdapter[list[Proposal]] = TypeAdapter(list[Proposal])


def validated(drafts: list[dict[str, Any]]) -> tuple[list[Proposal], dict[int, str]]:
    """The drafts as proposals, and for each that is none its index and why: two passes over all at most."""
    try:
        return _CHUNK.validate_python(drafts), {}
    except ValidationError as error:
        faults: dict[int, list[str]] = {}
        for fault in error.errors(include_url=False):
            index, *place = fault["loc"]
            faults.setdefault(int(index), []).append(_fault(place, fault["msg"]))
    sound = [draft for index, draft in enumerate(drafts) if index not in faults]
    return _CHUNK.validate_python(sound), {index: "; ".join(said) for index, said in faults.items()}


def explained(error: ValidationError) -> str:
    return "; ".join(_fault(fault["loc"], fault["msg"]) for fault in error.errors(include_url=False))


def _fault(place: Sequence[int | str], message: str) -> str:
    where = ".".join(map(str, place))
    return f"{where}: {message}" if where else message
