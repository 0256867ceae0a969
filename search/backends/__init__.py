"""Engines: one package each; `search/opening.py` chooses by URL."""

import warnings

# Whoosh 2.7.4 has string escapes that Python 3.12 and later warn of whenever they compile it.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*[/\\]whoosh[/\\]")
