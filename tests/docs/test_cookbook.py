"""Every recipe of the cookbook runs as it is written, and prints what stands under it."""

import os
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import bibtexparser
import pytest
import rispy

from api.main import create_app
from api.settings import Settings
from tests.docs.recipes import PAGE, Recipe, recipes
from tests.docs.serving import served

TEXT = PAGE.read_text(encoding="utf-8")
RECIPES = recipes(TEXT)
OWN_LIBRARIES = ("pandas", "matplotlib", "networkx")
"""What recipes import beside Python's library: the group `cookbook`."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("cookbook") / "data", index_url="memory:")
    settings = settings.model_copy(update={"rate_limit": "off", "log_level": "error"})
    with served(create_app(settings)) as url:
        yield url


@pytest.fixture
def kitchen(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the recipe finds the server."""
    monkeypatch.setenv("ALLIANCE_URL", url)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def need_libraries(recipe: Recipe) -> None:
    """Skip a recipe whose libraries are not there; in CI they must be."""
    missing = [name for name in OWN_LIBRARIES if f"import {name}" in recipe.code and find_spec(name) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{missing} must be there in CI: uv sync --group cookbook")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: uv sync --group cookbook")


def recipe_on(subject: str) -> Recipe:
    return next(recipe for recipe in RECIPES if subject in recipe.title)


def test_the_page_has_recipes_enough_and_every_block_is_one() -> None:
    assert len(RECIPES) >= 10
    assert len(RECIPES) == TEXT.count("```python\n") == TEXT.count("\n## ")
    assert [recipe.title.partition(".")[0] for recipe in RECIPES] == [str(n) for n in range(1, len(RECIPES) + 1)]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title)
def test_a_recipe_prints_what_stands_under_it(recipe: Recipe, kitchen: Path) -> None:
    need_libraries(recipe)
    assert recipe.printed
    assert recipe.run() == recipe.printed


def test_the_citations_are_read_back_by_independent_readers(kitchen: Path) -> None:
    recipe_on("Zotero").run()
    ids = {"2.12-d1", "3.6-d1", "3.7-d4"}
    references = rispy.loads((kitchen / "space.ris").read_text(encoding="utf-8"))
    library = bibtexparser.parse_file(str(kitchen / "space.bib"))
    for texts in ([str(row) for row in references], [entry.raw for entry in library.entries]):
        assert {id for text in texts for id in ids if re.search(rf"\b{id}\b", text)} == ids
        assert len(texts) == len(ids)
    assert not library.failed_blocks


def test_the_chart_and_the_network_are_files_that_open(kitchen: Path) -> None:
    chart, network = recipe_on("chart"), recipe_on("network")
    need_libraries(chart)
    need_libraries(network)
    chart.run()
    network.run()
    from matplotlib.image import imread  # noqa: PLC0415 - the group may not be installed
    from networkx import read_graphml  # noqa: PLC0415 - the group may not be installed

    picture = imread(kitchen / "dollars-by-quarter.png")
    assert picture.shape[0] > 400
    assert len({tuple(color) for color in picture[::7, ::7].reshape(-1, picture.shape[2]).tolist()}) > 2
    assert read_graphml(kitchen / "defense-countries.graphml").has_edge("JP", "US")
