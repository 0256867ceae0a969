"""Joints: what stands between the members of one list of countries."""

import re

# US, Japan and South Korea; ROK-US-Japan; Washington, Tokyo, and Seoul; Japan's and Australia's.
_JOINT = re.compile(r"(?:['’]s)?\s*(?:[,/&–—‑-]\s*(?:and|&|with)?|and|with|plus)\s*(?:the\s+)?", re.IGNORECASE)
_LONGEST = 16  # characters; what is longer is no joint


def joined(text: str, end: int, start: int) -> bool:
    """Whether only a joint stands from character `end` to `start`; two countries may also share one word (日米韓)."""
    return start < end or (start - end <= _LONGEST and _JOINT.fullmatch(text, end, start) is not None)
