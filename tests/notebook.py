"""Executes the notebook, offline; `make notebook` keeps what it gives, the tests compare with what is kept.

The notebook comes in as it stands, and goes out with new output. The hard part is output that is the same for the
same data: times of execution are not recorded, and charts are drawn as text (太原市 as characters in an SVG).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "explore.ipynb"
# All traffic would go to a port that nobody holds.
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")


def executed(notebook: Path = NOTEBOOK) -> nbformat.NotebookNode:
    """The notebook with fresh output. Raises `nbclient.exceptions.CellExecutionError` where a cell fails."""
    cells = nbformat.read(notebook, as_version=4)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    client = NotebookClient(
        cells, timeout=120, record_timing=False, resources={"metadata": {"path": notebook.parent}}
    )
    return client.execute(env={**os.environ, **_NO_NETWORK, "PATH": path})


if __name__ == "__main__":
    nbformat.write(executed(), NOTEBOOK)
