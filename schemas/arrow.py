"""Arrow schemas made from the models, so that Parquet columns and pydantic fields cannot drift apart.

A model goes in, a `pyarrow.Schema` comes out: same order, same nullability, each field's description in its
metadata. The hard part is what readers make of a type: a date32 column loses `.dt` in plain pandas, hence
timestamps; a code list is a dictionary column at the top of a table and a plain string inside a list or
struct, where pandas cannot read dictionaries back (stance is the one, a proposer's kind 群体 the other).
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

import pyarrow as pa
from pydantic import AwareDatetime, NaiveDatetime

from schemas.base import Record
from schemas.codes import Code
from schemas.records import Article, Proposal, Reject, Sighting, Speech


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the data set: its model, and the columns that tell its rows apart."""

    name: str
    model: type[Record]
    key: tuple[str, ...]

    @property
    def schema(self) -> pa.Schema:
        return schema_of(self.model)


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("articles", Article, ("article_id",)),
        Table("sightings", Sighting, ("article_id", "source")),
        Table("speeches", Speech, ("speech_id",)),
        Table("proposals", Proposal, ("proposal_id",)),
        Table("rejects", Reject, ("reject_id",)),
    )
}

_ATOMS: Mapping[Any, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int32(),
    float: pa.float64(),
    NaiveDatetime: pa.timestamp("us"),
    AwareDatetime: pa.timestamp("us", tz="UTC"),
}
_DICTIONARY = pa.dictionary(pa.int8(), pa.string())


def schema_of(model: type[Record]) -> pa.Schema:
    """The model's Arrow schema; raises `TypeError` for a type that no column can hold."""
    return pa.schema(_fields(model, top=True), metadata={"description": (model.__doc__ or "").strip()})


def to_arrow(model: type[Record], records: Iterable[Record]) -> pa.Table:
    """The records, all of `model`, as a table in its schema."""
    return pa.Table.from_pylist([record.model_dump() for record in records], schema=schema_of(model))


def _fields(model: type[Record], *, top: bool) -> list[pa.Field]:
    found = []
    for name, field in model.model_fields.items():
        inner, nullable = _optional(field.annotation)
        described = {"description": field.description or ""}
        found.append(pa.field(name, _type(inner, top=top), nullable=nullable, metadata=described))
    return found


def _type(annotation: Any, *, top: bool = False) -> pa.DataType:
    """The Arrow type of a type without its null; `top` where it is a column of its own."""
    if annotation in _ATOMS:
        return _ATOMS[annotation]
    origin = get_origin(annotation)
    if origin is Annotated:
        return _type(get_args(annotation)[0], top=top)
    if origin is tuple and get_args(annotation)[1:] == (Ellipsis,):
        inner, nullable = _optional(get_args(annotation)[0])
        return pa.list_(pa.field("element", _type(inner), nullable=nullable))
    if isinstance(annotation, type) and issubclass(annotation, Code):
        return _DICTIONARY if top else pa.string()
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return pa.struct(_fields(annotation, top=False))
    raise TypeError(f"no Arrow type is agreed for {annotation}: add it to schemas/arrow.py")


def _optional(annotation: Any) -> tuple[Any, bool]:
    """The type without its null, and whether it had one."""
    if get_origin(annotation) in {Union, types.UnionType}:
        inner = [part for part in get_args(annotation) if part is not type(None)]
        if len(inner) == 1:
            return inner[0], True
    return annotation, False
