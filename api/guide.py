"""The guide for agents, /llms.txt: how to use the API, as do and don't, with requests that a test sends."""

from pathlib import Path

GUIDE = (Path(__file__).parent / "llms.txt").read_text(encoding="utf-8")
