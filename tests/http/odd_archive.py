"""The small archive with texts in it that formats must take care of."""

from dataclasses import replace
from typing import Any

import orjson

from search import SearchBackend
from tests.http.apps import make_backend
from tests.http.documents import VERSION, documents

ODD = {
    "title": "=1+1; {braces} 50% & $5 #1 a_b ~ ^ \\ <b>é日本語</b> \u201cq\u201d",
    "summary": 'Two\nlines, a "quote", a bell \x07 and a \x0b tab; 指揮統制 ]]> &amp;',
}
ODD_ID = "3.7-d3"
AMOUNTS: dict[str, Any] = {
    "low": None,
    "qualifier": None,
    "purpose": "chips",
    "payer": "Japan",
    "recipient": "IBM",
    "not_counted": "repeat",
    "counted": False,
}


def odd_backend() -> SearchBackend:
    """An engine over the archive with one odd development: texts, an open amount that is not counted, one without dollars."""
    backend = make_backend()
    found = []
    for document in documents():
        changed = document
        if document.id == ODD_ID:
            served = orjson.loads(document.rendered)
            first, second, *_ = served["amounts"]
            amounts = [
                first,
                {**second, **AMOUNTS},
                {**second, "currency": "JPY", "usd": None, "usd_reason": "no rate"},
            ]
            people = [{"slug": "x", "name": "Smith; John", "role": None}]
            changed = replace(document, rendered=orjson.dumps({**served, **ODD, "amounts": amounts, "people": people}))
        found.append(changed)
    backend.rebuild(found, VERSION)
    return backend
