"""Engines under one protocol: each in a process of its own, asked line by line, timed inside; peers need only `.venv-bench`."""
