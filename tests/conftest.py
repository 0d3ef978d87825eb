"""What the tests share: where the project stands, its seed articles, and the pipeline, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

from pipeline.extraction import language

ROOT = Path(__file__).parent.parent

# The first example loads word lists and models; a busy machine is slow. Tests have their own time limit.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


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
