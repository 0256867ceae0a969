"""Short cuts on the way of an answer give what the long way gives."""

import orjson
import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from api import reading, writing
from api.reading import Reading
from api.services.addresses import Address, canonical, written
from api.services.facets import PARAMETERS, switched
from api.services.records import extended
from api.writing import Writing
from search import FACETS, USD_BANDS
from tests.http.apps import make_app

FULL = {
    "q": ("moon & back",), "match": ("any",), "topic": ("defense", "space"), "topic_not": ("cyber",), "country_all": ("JP", "US"),
    "date_from": ("2024-01-01",), "date_to": ("2024-12-31",), "usd_min": ("1000",), "kind": ("development",), "volume": ("3",),
}  # fmt: skip
VALUES = {"year": "2024", "usd_band": USD_BANDS[1].value, "country_pair": "JP-US", "kind": "headline"}


@pytest.mark.parametrize("params", [{}, {"q": ("x",)}, FULL], ids=["none", "q", "full"])
@pytest.mark.parametrize("facet", FACETS)
def test_buckets_have_the_addresses_that_the_parameters_make(facet: str, params: dict[str, tuple[str, ...]]) -> None:
    address = Address("/v1/developments", canonical(params))
    names = PARAMETERS.get(facet, (facet,))
    wanted = {name: (f"a value of {name}",) for name in names}
    for changes in (wanted, dict.fromkeys(names, ())):
        assert address.with_each(names, [written(changes)]) == [address.with_(**changes).url]


@pytest.mark.parametrize("params", [{}, {"q": ("x",)}, FULL], ids=["none", "q", "full"])
def test_the_next_page_has_the_address_that_the_parameters_make(params: dict[str, tuple[str, ...]]) -> None:
    address = Address("/v1/developments", canonical(params))
    assert address.continued("a+b=") == address.with_(cursor=("a+b=",)).url


@pytest.mark.parametrize("facet", FACETS)
def test_a_bucket_switched_twice_is_as_before(facet: str) -> None:
    value = VALUES.get(facet, "a")
    off: dict[str, tuple[str, ...]] = dict.fromkeys(PARAMETERS.get(facet, (facet,)), ())
    on = switched(facet, value, off)
    assert on != off
    assert switched(facet, value, on) == off


def test_keys_put_in_at_the_end_are_as_if_parsed() -> None:
    rendered, more = b'{"id":"a","deep":{"x":[1]}} ', {"score": 1.5, "highlight": {"title": "<mark>a</mark>"}}
    assert orjson.loads(extended(rendered, more)) == orjson.loads(rendered) | more


def test_every_operation_of_the_api_is_a_reading_one_or_needs_a_key() -> None:
    routes = [context.original_route for context in iter_route_contexts(make_app().routes)]
    served = [route for route in routes if getattr(route, "path", "").startswith("/v1/")]
    assert len(served) > 20
    assert all(isinstance(route, Reading | Writing) for route in served)
    assert all(isinstance(route, Writing) for route in served if route.methods - {"GET"})


def test_a_reading_function_under_another_class_fails_loudly() -> None:
    with pytest.raises(RuntimeError, match="Reading"):
        reading.given_by_the_route()
    with pytest.raises(RuntimeError, match="Writing"):
        writing.given_by_the_route(None)


def test_fields_highlight_and_score_come_together(client: TestClient) -> None:
    row = client.get("/v1/search?q=moon&fields=title&highlight=true&limit=1").json()["data"][0]
    assert set(row) == {"id", "kind", "title", "score", "highlight"}
