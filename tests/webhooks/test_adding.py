"""Adding a webhook: its filter is checked as on the lists, and each fault names what it is in."""

import pytest

from api.errors import InvalidParameters
from api.webhooks import examine
from api.webhooks.keeping import shown_url
from api.webhooks.signing import make_secret, signed_headers
from tests.webhooks.conftest import Desk
from tests.webhooks.receiving import Receiver

URL = "http://127.0.0.1:9/hook"


@pytest.mark.parametrize(
    ("filter", "name", "suggestion"),
    [
        ("topic=spaec", "topic", "space"),
        ("contry=JP", "contry", "country"),
        ("kind=developmnt", "kind", "development"),
        ("date_from=2024-13-01", "date_from", None),
        ("usd_min=5&usd_max=1", "usd_min", "1"),
        ("limit=5", "limit", None),
        ("sort=date_asc", "sort", None),
        ("q=%ff", "q", None),
        ("q=" + "a" * 1_001, "q", None),
        ("topic=", "topic", None),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_filter_with_a_fault_names_the_parameter(desk: Desk, filter: str, name: str, suggestion: str | None) -> None:
    with pytest.raises(InvalidParameters) as refused:
        examine(desk.backend.snapshot(), URL, filter, desk.settings)
    (row,) = refused.value.errors
    assert (row.name, row.suggestion) == (name, suggestion)


def test_a_filter_is_kept_in_one_spelling_and_said_in_a_sentence(desk: Desk) -> None:
    wish = examine(desk.backend.snapshot(), URL, "topic=space&country=Japan&country=USA&match=all", desk.settings)
    assert wish.filter == "country=JP&country=US&topic=space"
    assert wish.description == "Developments on Space that name Japan or the United States."
    assert [id for _, id, _ in wish.matching if id.startswith("3.7-")] == ["3.7-d4"]


def test_an_address_that_is_not_public_names_url_and_what_is_possible(desk: Desk) -> None:
    strict = desk.with_settings(webhooks_allow_private=False)
    with pytest.raises(InvalidParameters) as refused:
        examine(strict.backend.snapshot(), "https://169.254.169.254/latest/meta-data/", "", strict.settings)
    (row,) = refused.value.errors
    assert row.name == "URL"
    assert row.message.startswith("169.254.169.254 is a link-local address; a webhook goes to a public one")
    assert "ALLIANCE_WEBHOOKS_ALLOW_PRIVATE" in row.message


def test_there_are_no_more_webhooks_than_the_setting_says(desk: Desk, receiver: Receiver) -> None:
    for _ in range(2):
        desk.add(receiver.url, most=2)
    with pytest.raises(InvalidParameters, match="There are 2 webhooks"):
        desk.add(receiver.url, most=2)


def test_each_webhook_has_a_secret_of_its_own(desk: Desk, receiver: Receiver) -> None:
    secrets = {desk.webhook(desk.add(receiver.url)).secret for _ in range(2)}
    assert len(secrets) == 2
    assert all(secret.startswith("whsec_") for secret in secrets)


def test_a_url_is_shown_without_what_may_be_a_token() -> None:
    assert shown_url("https://example.org/hook?token=abc") == "https://example.org/hook?…"
    assert shown_url("https://example.org/hook") == "https://example.org/hook"


def test_a_known_message_has_the_signature_of_the_specification() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - the one that the specification's libraries test with
    headers = signed_headers(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert len(make_secret()) == len("whsec_") + 44
