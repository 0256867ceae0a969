"""Links to pages: every answer names the page on which people look at the same."""

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/v1/developments", "/"),
        ("/v1/developments?topic=space&limit=3&facet=topic&highlight=true", "/?topic=space"),
        ("/v1/search?q=moon&kind=development", "/?q=moon"),
        ("/v1/facets?usd_min=100", "/?usd_min=100"),
        ("/v1/issues?volume=3", "/issues?volume=3"),
        ("/v1/topics", "/topics"),
        ("/v1/country-pairs?country=JP", "/country-pairs?country=JP"),
        ("/v1/countries/JP", "/countries/JP"),
        ("/v1/headlines", None),
        ("/v1/aggregate?group_by=topic", None),
    ],
)
def test_a_list_or_entry_names_its_page(client: TestClient, path: str, page: str | None) -> None:
    assert client.get(path).json()["links"]["html"] == page


def test_a_pair_of_countries_leads_to_the_developments_that_name_both(client: TestClient) -> None:
    pair = client.get("/v1/country-pairs").json()["data"][0]
    wanted = "&".join(f"country_all={code}" for code in sorted(pair["countries"]))
    assert pair["links"]["html"] == f"/?{wanted}"
