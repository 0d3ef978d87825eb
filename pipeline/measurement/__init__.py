"""What the pipeline is measured by: `python -m pipeline.measurement` writes docs/quality.md from gold.

Needs what the training commands need (`pip install -e '.[train]'`), since confidence is fitted anew for each article
that is left out.
"""
