"""Engines: one module or package each; `open_backend` in the front door chooses by URL."""
