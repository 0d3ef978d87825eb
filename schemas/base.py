"""What all records share: strict, frozen models, spans, and the loader that reads rows back.

A model refuses what is not exactly right (a list for a tuple, `"3"` for 3) because it is made by code that
knows better; a row that comes back from Parquet, pandas or JSON has lists, arrays, NaN and plain strings in
those places, 太原市 beside a NaN where no county is known, and goes through `from_row`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

MAX_OFFSET = 2**31 - 1

Offset = Annotated[int, Field(ge=0, le=MAX_OFFSET)]
Adcode = Annotated[str, Field(pattern=r"^[1-9]\d{5}$")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Text = Annotated[str, Field(min_length=1)]
R = TypeVar("R", bound="Record")


class Record(BaseModel):
    """A row of a table, or a struct inside one."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Span(Record):
    """A piece of the article's source text, half-open."""

    start: Offset = Field(description="First character, in Unicode code points of the source text, from 0.")
    end: Offset = Field(description="One past the last character, in the same count.")

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"a span ends after it starts, not {self.start} to {self.end}")
        return self


def from_row(model: type[R], row: Mapping[str, Any]) -> R:
    """A record of `model` from a row as Parquet, pandas or JSON give it.

    Lists and arrays become tuples, codes their members, NaN and NaT null. Raises pydantic's
    `ValidationError` where the row still is not one of the model.
    """
    return model.model_validate({name: _plain(value) for name, value in row.items()}, strict=False)


def _plain(value: Any) -> Any:
    """The value without NumPy's and pandas' types: arrays as lists, missing values as null."""
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_plain(inner) for inner in value)
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime()
    return value if (value == value) is True else None  # noqa: PLR0124 (NaN, NaT and NA do not equal themselves)
