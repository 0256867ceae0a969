"""Names that say nothing, and words that have no place in the project, are not used."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EMPTY_NAMES = re.compile(r"^(utils?|helpers?|common|misc|base|manager)$")
ROOT_PATHS = re.compile(r"(?<![\w.])/(?:work|root)/")
LEFT_OPEN = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def tracked() -> list[Path]:
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_module_or_folder_has_an_empty_name() -> None:
    parts = {part.removesuffix(".py") for path in tracked() for part in path.relative_to(ROOT).parts}
    assert not [part for part in parts if EMPTY_NAMES.match(part)]


def test_no_file_holds_a_path_of_one_machine_or_an_open_mark() -> None:
    texts = {p: p.read_text(encoding="utf-8", errors="ignore") for p in tracked() if p.suffix != ".lock"}
    assert len(texts) > 50
    assert not [str(p) for p, text in texts.items() if ROOT_PATHS.search(text)]
    assert not [str(p) for p, text in texts.items() if p.suffix == ".py" and LEFT_OPEN.search(text)]
