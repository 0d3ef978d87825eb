"""Engines: ways to map the one batch function over batches of articles, results always in the batches' order."""
