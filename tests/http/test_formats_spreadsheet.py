"""CSV in a spreadsheet: LibreOffice opens every list by itself, and each of its cells is what was sent."""

import csv
import os
import shutil
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from api.main import create_app
from api.renderers import ALL
from api.settings import Settings

COMMA_QUOTE_UTF8 = "CSV:44,34,76,1"
"""LibreOffice's own words for what it finds when such a file is opened; types of cells are guessed as in its window."""
NUMBERS = {"revision", "usd_sum", "unconverted", "volume", "number", "position", "count"}
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The CSV of each list of the seed data."""
    folder = tmp_path_factory.mktemp("archive") / "data"
    settings = Settings(_env_file=None, data_dir=folder, index_url="memory:", rate_limit="off", log_level="error")
    with TestClient(create_app(settings)) as client:
        return {path.rpartition("/")[2]: client.get(f"{path}.csv").content for path in ALL}


@pytest.fixture(scope="module")
def opened(sent: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which LibreOffice has kept, in its own format, what it made of each; in CI it must be there."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "in CI the files must be opened in LibreOffice"
        pytest.skip("no soffice (LibreOffice Calc) is on the path")
    folder = tmp_path_factory.mktemp("spreadsheets")
    for name, content in sent.items():
        (folder / f"{name}.csv").write_bytes(content)
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--convert-to", "fods", f"--infilter={COMMA_QUOTE_UTF8}", "--outdir", str(folder)]
    files = [str(folder / f"{name}.csv") for name in sent]
    subprocess.run([program, own, "--headless", *convert, *files], check=True, timeout=120, capture_output=True)
    return folder


@pytest.mark.parametrize("name", [path.rpartition("/")[2] for path in ALL])
def test_libreoffice_has_every_cell_as_it_was_sent(sent: dict[str, bytes], opened: Path, name: str) -> None:
    lines = list(csv.reader(StringIO(sent[name].decode("utf-8-sig"), newline="")))
    sheet = [cells for cells in sheet_rows(opened / f"{name}.fods") if any(cells)]
    assert [[told(cell) for cell in line] for line in lines] == [
        row + [""] * (len(lines[0]) - len(row)) for row in sheet
    ]


@pytest.mark.parametrize("name", [path.rpartition("/")[2] for path in ALL])
def test_no_id_or_name_looks_like_a_number(sent: dict[str, bytes], name: str) -> None:
    lines = csv.DictReader(StringIO(sent[name].decode("utf-8-sig"), newline=""))
    looking = {column for line in lines for column, cell in line.items() if is_number(cell)}
    assert looking <= NUMBERS


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def told(cell: str) -> str:
    """A cell as the sheet tells it: line breaks are one character."""
    return cell.replace("\r\n", "\n")


def sheet_rows(path: Path) -> Iterator[list[str]]:
    """The cells of the first table, each by its type as the CSV has it."""
    (table,) = etree.parse(path).iter(f"{TABLE}table")
    for row in table.iter(f"{TABLE}table-row"):
        cells = [(cell, int(cell.get(f"{TABLE}number-columns-repeated", "1"))) for cell in row]
        while cells and held(cells[-1][0]) == "":
            cells.pop()
        yield [held(cell) for cell, count in cells for _ in range(count)]


def held(cell: etree._Element) -> str:
    """What a cell holds."""
    match cell.get(f"{OFFICE}value-type"):
        case "float":
            return str(cell.get(f"{OFFICE}value"))
        case "date":
            return str(cell.get(f"{OFFICE}date-value"))
        case "boolean":
            return str(cell.get(f"{OFFICE}boolean-value"))
    return "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))
