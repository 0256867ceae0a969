"""Cleaning: what a reader found or a client sent, cut to what a draft can hold; nothing here can fail."""

import re
import unicodedata

from api.models.imports import Remark
from api.seeding.format import FORBIDDEN, SHORT_MAX, URL_MAX, WEB

FILE_NAME_MAX = 200


class Cleaner:
    """Cleans texts of a draft and remembers which had to be cut."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []

    def text(self, value: str | None, most: int, at: str) -> str | None:
        """The text without characters that are not allowed (each becomes a space, so places stay), None when blank."""
        said = FORBIDDEN.sub(" ", value or "")
        if len(said) > most:
            self.remarks.append(
                Remark(code="cut", message=f"Longer than {most} characters; the rest was cut off.", at=at)
            )
        return said[:most] if said[:most].strip() else None

    def short(self, value: str | None, at: str) -> str | None:
        """A text of one line's length."""
        return self.text(value, SHORT_MAX, at)


def web_address(value: str | None) -> str | None:
    """An address that can be linked to, None for anything else."""
    return value if value and len(value) <= URL_MAX and WEB.fullmatch(value) and not FORBIDDEN.search(value) else None


def file_name(value: str | None) -> str | None:
    """The last part of a file's name as given, for show only: printable, at most FILE_NAME_MAX characters."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", value or ""))[-1]
    shown = "".join(character for character in last if character.isprintable()).strip()
    return shown[:FILE_NAME_MAX] or None
