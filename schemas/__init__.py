"""What the tables mean: records, code lists, Arrow schemas and identities. Imports nothing of the project."""

from schemas.arrow import TABLES, Table, schema_of, to_arrow
from schemas.base import Record, Span, from_row
from schemas.codes import (
    CODE_LISTS,
    Category,
    Code,
    Level,
    PlaceBasis,
    ProposerKind,
    Quote,
    RejectReason,
    Script,
    Stance,
    Subject,
    Theme,
)
from schemas.records import Article, Post, Proposal, Proposer, Reject, Sighting, Speech, ThemeTerm

__all__ = [
    "CODE_LISTS",
    "TABLES",
    "Article",
    "Category",
    "Code",
    "Level",
    "PlaceBasis",
    "Post",
    "Proposal",
    "Proposer",
    "ProposerKind",
    "Quote",
    "Record",
    "Reject",
    "RejectReason",
    "Script",
    "Sighting",
    "Span",
    "Speech",
    "Stance",
    "Subject",
    "Table",
    "Theme",
    "ThemeTerm",
    "from_row",
    "schema_of",
    "to_arrow",
]
