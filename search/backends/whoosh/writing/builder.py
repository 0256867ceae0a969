"""SegmentBuilder: documents in, the arrays of a segment out."""

from collections.abc import Mapping

import orjson

from search.backends.whoosh.storage.arrays import Array, Chunks
from search.backends.whoosh.writing.facts import facts
from search.backends.whoosh.writing.names import names
from search.backends.whoosh.writing.rows import rows
from search.backends.whoosh.writing.shown import ShownTexts
from search.backends.whoosh.writing.texts import Lexemes, texts
from search.backends.whoosh.writing.values import values
from search.backends.whoosh.writing.words import Cutter, Stream, Words
from search.document import Document
from search.fields import TEXT_FIELDS
from search.highlight import SHOWN, shown_texts


class SegmentBuilder:
    """Collects documents of a segment; of several with the same kind and id the last counts."""

    def __init__(self) -> None:
        self._documents: dict[tuple[str, str], Document] = {}

    def __len__(self) -> int:
        return len(self._documents)

    def add(self, document: Document) -> None:
        """Add a document."""
        self._documents[document.kind, document.id] = document

    def arrays(self) -> Mapping[str, Array | Chunks]:
        """Return the arrays of the documents added, in the order in which they came."""
        documents = list(self._documents.values())
        text = _Texts()
        for document in documents:
            text.add(document)
        return {**facts(documents), **names(documents), **rows(documents), **values(documents), **text.arrays()}


class _Texts:
    """The texts of documents, each cut once though it is both searched and shown."""

    def __init__(self) -> None:
        self.cutter = Cutter()
        self.streams = [Stream() for _ in TEXT_FIELDS]
        self.shown = ShownTexts()

    def add(self, document: Document) -> None:
        cut: dict[str, Words] = {}
        for name, stream in zip(TEXT_FIELDS, self.streams, strict=True):
            values = document.text.get(name, ()) if document.entry else ()
            stream.add([self._cut(text, cut) for text in values])
        served = orjson.loads(document.rendered) if document.kind in SHOWN else {}
        shown = shown_texts(document.kind, served)
        self.shown.add([(text, self._cut(text, cut)) for text in shown.values()])

    def arrays(self) -> Mapping[str, Array]:
        lexemes = Lexemes(self.cutter.lexemes)
        return {**texts(self.streams, lexemes), **self.shown.arrays(lexemes.final)}

    def _cut(self, text: str, cut: dict[str, Words]) -> Words:
        found = cut.get(text)
        if found is None:
            found = cut[text] = self.cutter.cut(text)
        return found
