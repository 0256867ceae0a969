"""Engines: one package each; `search/opening.py` chooses by URL."""

import warnings

# Whoosh 2.7.4 has string escapes and comparisons that newer Pythons warn of whenever they compile it.
for category in (SyntaxWarning, DeprecationWarning):
    warnings.filterwarnings("ignore", category=category, module=r".*[/\\]whoosh[/\\]")
