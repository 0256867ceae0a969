"""XML: elements with text that may stand in a document, and a document as bytes."""

import re
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

ATOM = "http://www.w3.org/2005/Atom"
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, escaped or not (https://www.w3.org/TR/xml/#charsets)."""


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Add an element and return it; characters that XML forbids are left out."""
    clean = {name: FORBIDDEN.sub("", value) for name, value in attributes.items()}
    element = SubElement(parent, tag, clean)
    element.text = text and FORBIDDEN.sub("", text)
    return element


def document(root: Element, prefix: str = "") -> bytes:
    """Return a document in UTF-8 with its declaration; elements of Atom have the prefix."""
    register_namespace(prefix, ATOM)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
