"""The commands of the command line: each is one call of the public API, and prints what came back."""
