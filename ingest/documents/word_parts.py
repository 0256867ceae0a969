"""Parts beside a Word document's body: which styles make lists, and the title it states."""

from collections.abc import Mapping
from typing import Final

from ingest.errors import UnreadableDocument

SPACES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # "strict" documents
)
NAMES: Final = tuple(f"{{{space}}}" for space in SPACES)
DUBLIN_CORE_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
MAX_ANCESTORS: Final = 20  # styles on which a style is based
NO_LIST: Final = "0"  # the numId that takes a paragraph out of its style's list


def local_name(tag: str) -> str:
    """The name of an element or attribute of WordprocessingML, an empty one for others."""
    return tag.rpartition("}")[2] if tag.startswith(NAMES) else ""


def value_of(attributes: Mapping[str, str], name: str = "val") -> str:
    """The attribute `name` in either namespace."""
    return next((attributes[key] for space in NAMES if (key := space + name) in attributes), "")


class PartTarget:
    """A parser's target that hears nothing, and refuses documents that declare a type: Word never does, bombs do."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """Refuse the document."""
        raise UnreadableDocument("damaged", "The Word document declares XML entities, as no Word document does.")

    def close(self) -> None:
        """The part ends."""


class TitleTarget(PartTarget):
    """Takes the events of the core properties; `title` is the result."""

    def __init__(self) -> None:
        self.title = ""
        self._within = False

    def start(self, tag: str, _attrib: Mapping[str, str]) -> None:
        """An element begins."""
        self._within = tag == DUBLIN_CORE_TITLE

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._within = False

    def data(self, text: str) -> None:
        """Some text."""
        if self._within:
            self.title += text


class StyleTarget(PartTarget):
    """Takes the events of the style part; `list_styles` is the result."""

    def __init__(self) -> None:
        self._style = ""
        self._lists: dict[str, str] = {}  # by style: the list it makes
        self._parents: dict[str, str] = {}
        self._headings: set[str] = set()

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element begins."""
        match local_name(tag):
            case "style":
                self._style = value_of(attrib, "styleId")
            case "basedOn":
                self._parents[self._style] = value_of(attrib)
            case "numId":
                self._lists[self._style] = value_of(attrib)
            case "outlineLvl":
                self._headings.add(self._style)

    def list_styles(self) -> dict[str, str]:
        """The styles whose paragraphs are items, with the list that each makes; a numbered heading is no item."""
        styles = (*self._parents, *self._lists)
        lists = {style: made for style in styles if (made := self._find_list(style))}
        return {style: made for style, made in lists.items() if made != NO_LIST}

    def _find_list(self, style: str) -> str:
        for _ in range(MAX_ANCESTORS):
            if style in self._headings:
                return ""
            if style in self._lists:
                return self._lists[style]
            style = self._parents.get(style, "")
        return ""
