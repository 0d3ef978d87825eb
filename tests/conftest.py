"""What the tests share: where the project stands, its seed articles, and the pipeline, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.extraction import language

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def seeds(root: Path) -> Path:
    """The five seed articles."""
    return root / "seeds"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline with all its stages."""
    return language()
