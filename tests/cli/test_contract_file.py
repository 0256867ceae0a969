"""The committed contract is the code's."""

from pathlib import Path

from api.main import bare_app
from api.openapi import openapi_yaml

CONTRACT = Path(__file__).resolve().parents[2] / "openapi.yaml"


def test_openapi_yaml_is_fresh() -> None:
    assert CONTRACT.read_text(encoding="utf-8") == openapi_yaml(bare_app()), "stale; run: make openapi"
