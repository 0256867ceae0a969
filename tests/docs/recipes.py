"""The recipes of the cookbook: read from the page and run as written; `python -m tests.docs.recipes` writes what they print anew."""

import io
import os
import re
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.contract.run import serving

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cookbook.md"
RECIPE = re.compile(
    r"^## (?P<title>.+?)$(?:(?!^## ).)*?^```python\n(?P<code>.*?)^```\n\n^```text\n(?P<printed>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A heading, the code under it, and what stands under the code."""

    title: str
    code: str
    printed: str

    def run(self) -> str:
        """Run the code in the present folder; return what it prints, without blanks at the ends of lines."""
        with redirect_stdout(io.StringIO()) as printed:
            exec(compile(self.code, self.title, "exec"), {"__name__": "__main__"})  # noqa: S102 - our own page
        return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())


def recipes(text: str) -> list[Recipe]:
    """Return the recipes of a page in order."""
    return [Recipe(**found.groupdict()) for found in RECIPE.finditer(text)]


def rewritten(text: str) -> str:
    """Return the page with what its recipes print now."""
    for recipe in recipes(text):
        before = f"{recipe.code}```\n\n```text\n"
        text = text.replace(f"{before}{recipe.printed}```", f"{before}{recipe.run()}```", 1)
    return text


if __name__ == "__main__":
    with TemporaryDirectory() as folder, serving(Path(folder)) as url, chdir(folder):
        os.environ["ALLIANCE_URL"] = url
        PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
