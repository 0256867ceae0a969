"""Windows: requests counted by client, each client's window beginning with its first request.

`limits` counts the same way, but its memory storage starts a thread for nearly every request at low rates.
"""

from time import monotonic

FORGET_AT = 10_000
"""Clients kept before those whose window is over are forgotten."""


class Windows:
    """Counts in windows of `seconds`. Not for several threads."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self._counted: dict[str, tuple[int, float]] = {}
        self._forget_at = FORGET_AT

    def __len__(self) -> int:
        return len(self._counted)

    def hit(self, client: str) -> tuple[int, float]:
        """Count a request; return how many this window has had, and the seconds until it ends."""
        now = monotonic()
        count, end = self._counted.get(client, (0, now))
        if end <= now:
            count, end = 0, now + self.seconds
        self._counted[client] = (count + 1, end)
        if len(self._counted) > self._forget_at:
            self._forget(now)
        return count + 1, end - now

    def peek(self, client: str) -> tuple[int, float]:
        """Return how many requests this window has had, and the seconds until it ends, without counting one."""
        now = monotonic()
        count, end = self._counted.get(client, (0, now))
        return (count, end - now) if end > now else (0, 0.0)

    def _forget(self, now: float) -> None:
        """Forget windows that are over; look again when as many more have come, so that looking stays cheap."""
        self._counted = {client: row for client, row in self._counted.items() if row[1] > now}
        self._forget_at = max(FORGET_AT, 2 * len(self._counted))
