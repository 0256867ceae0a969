"""Notices of what editors do: which are sent, in which order, how often, and what becomes of those that fail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from api.auditing import COMMAND_LINE
from api.database import read_session, write_session
from api.models import AuditEntry, Webhook, WebhookNotice, now
from api.models.webhooks import WebhookState
from api.repositories.notices import take_notice
from api.webhooks import enable_webhook, remove_webhook
from api.webhooks.queueing import queue
from tests.storage.issue_files import Form, changed, development
from tests.webhooks.conftest import Desk
from tests.webhooks.receiving import Receiver


def test_create_correct_and_withdraw_are_told_with_signatures(desk: Desk, receiver: Receiver, form: Form) -> None:
    id = desk.add(receiver.url, "topic=space")
    steps = [
        (lambda: desk.put(form), "development.created", True),
        (lambda: desk.put(changed(form, 1, title="Second, corrected")), "development.updated", True),
        (lambda: desk.withdraw(form), "development.withdrawn", False),
    ]
    verifier = Verifier(desk.webhook(id).secret)
    for act, type, matches in steps:
        act()
        desk.sender.look()
        (message,) = receiver.take()
        told = verifier.verify(message.body, message.headers)
        assert (told["type"], told["data"]["matches"]) == (type, matches)
        log = desk.editors.client.get("/v1/changes?limit=1000").json()["data"]
        assert told["data"]["change"] in log
        assert told["data"]["url"] == f"/v1/developments/{form['volume']}.{form['number']}-d2"
        assert message.id == f"msg_{id}_{told['data']['change']['seq']}"
        with pytest.raises(WebhookVerificationError):
            verifier.verify(message.body + b" ", message.headers)


def test_what_does_not_match_is_not_told(desk: Desk, receiver: Receiver, form: Form) -> None:
    desk.add(receiver.url, "topic=space&country=PH")
    desk.put(form)
    desk.sender.look()
    assert receiver.came == []


def test_a_record_that_ceases_to_match_is_told_once_more_and_then_no_longer(
    desk: Desk, receiver: Receiver, form: Form
) -> None:
    desk.add(receiver.url, "topic=space")
    desk.put(form)
    desk.sender.look()
    desk.put(changed(form, 1, topics=["cyber"]))
    desk.sender.look()
    desk.put(changed(form, 1, topics=["cyber"], title="Another title"))
    desk.sender.look()
    assert [(m.change, m.form["data"]["matches"]) for m in receiver.take()] == [
        (("development.created", "d2"), True),
        (("development.updated", "d2"), False),
    ]


def test_what_matched_when_the_webhook_was_added_is_told_when_it_goes(
    desk: Desk, receiver: Receiver, form: Form
) -> None:
    desk.put(form)
    desk.add(receiver.url, "topic=space")
    desk.withdraw(form)
    desk.sender.look()
    assert [m.change for m in receiver.take()] == [("development.withdrawn", "d2")]


def test_words_kinds_and_issues_filter_as_on_the_lists(desk: Desk, receiver: Receiver, form: Form) -> None:
    desk.add(receiver.url + "?words", "q=came then")
    desk.add(receiver.url + "?kinds", "kind=issue&kind=headline&topic=space")
    desk.add(receiver.url + "?issues", "issue=3.7")
    desk.put(form)
    desk.sender.look()
    told = {(m.path.partition("?")[2], *m.change) for m in receiver.take()}
    assert told == {
        ("words", "development.created", "d2"),
        ("kinds", "issue.created", ""),
        ("kinds", "headline.created", "h2"),
    }


def test_a_failed_notice_is_sent_again_with_the_same_id_and_body_and_holds_up_the_later_ones(
    desk: Desk, receiver: Receiver, form: Form
) -> None:
    id = desk.add(receiver.url)
    receiver.statuses = [500, 503, 302]
    desk.put(form)
    for _ in range(4):
        desk.make_due()
        desk.sender.look()
    messages = receiver.take()
    assert [m.change[1] for m in messages] == ["d1"] * 4 + ["d2"]
    assert len({(m.id, m.body) for m in messages[:4]}) == 1
    assert all(Verifier(desk.webhook(id).secret).verify(m.body, m.headers) for m in messages)
    row = desk.webhook(id)
    assert (row.pending, row.failing_since, row.failure) == (0, None, None)
    assert row.delivered_at


def test_a_failed_notice_waits_before_it_is_sent_again(desk: Desk, receiver: Receiver, form: Form) -> None:
    patient = desk.with_settings(webhooks_retry_s=600.0)
    id = patient.add(receiver.url)
    receiver.statuses = [500]
    patient.put(form)
    for _ in range(3):
        patient.sender.look()
    assert len(receiver.take()) == 1
    row = patient.webhook(id)
    assert (row.pending, row.failure) == (2, "500 Internal Server Error")


def test_nothing_is_sent_twice_after_a_restart(desk: Desk, receiver: Receiver, form: Form) -> None:
    desk.add(receiver.url)
    desk.put(form)
    for _ in range(3):
        desk.sender.look()
    ids = [m.id for m in receiver.take()]
    assert len(ids) == len(set(ids)) == 2


def test_of_many_senders_one_sends_each_notice(desk: Desk, receiver: Receiver, form: Form) -> None:
    desk.add(receiver.url)
    said = [development(1, f"No. {number}") for number in range(12)]
    desk.put({**form, "developments": said})
    with ThreadPoolExecutor(6) as together:
        list(together.map(lambda sender: sender.look(), [desk.sender for _ in range(6)]))
    desk.sender.look()
    ids = [m.id for m in receiver.take()]
    assert len(ids) == len(set(ids)) == 12


def test_a_notice_whose_sender_died_is_sent_by_another_when_its_lease_is_over(
    desk: Desk, receiver: Receiver, form: Form
) -> None:
    id = desk.add(receiver.url)
    desk.put(form)
    queue(desk.editors.engine, desk.backend.snapshot(), id, "")
    with write_session(desk.editors.engine) as session:
        assert take_notice(session, id, now(), now() + timedelta(minutes=1))
    desk.sender.look()
    assert receiver.take() == []
    desk.make_due()
    desk.sender.look()
    assert [m.change[1] for m in receiver.take()] == ["d1", "d2"]


def test_a_notice_is_given_up_after_its_last_attempt_and_the_next_goes_on(
    desk: Desk, receiver: Receiver, form: Form
) -> None:
    id = desk.add(receiver.url)
    desk.put(form)
    receiver.statuses = [500]
    desk.sender.look()
    desk.age(WebhookNotice, 3.1, "queued_at")
    receiver.statuses = [500]
    desk.make_due()
    desk.sender.look()
    assert (desk.webhook(id).given_up, desk.webhook(id).pending) == (1, 1)
    desk.make_due()
    desk.sender.look()
    assert [m.change[1] for m in receiver.take()] == ["d1", "d1", "d2"]


def test_a_receiver_that_is_gone_gets_nothing_more(desk: Desk, receiver: Receiver, form: Form) -> None:
    id = desk.add(receiver.url)
    receiver.statuses = [410]
    desk.put(form)
    desk.sender.look()
    desk.make_due()
    desk.sender.look()
    assert len(receiver.take()) == 1
    row = desk.webhook(id)
    assert (row.state, row.disabled_because) == (WebhookState.DISABLED, "its receiver answered 410 Gone")


def test_a_webhook_that_failed_for_days_is_disabled_and_sends_all_it_missed_when_it_is_enabled(
    desk: Desk, receiver: Receiver, form: Form
) -> None:
    id = desk.add(receiver.url)
    desk.put(form)
    receiver.statuses = [500, 500]
    desk.sender.look()
    desk.age(Webhook, 5.1, "failing_since")
    desk.make_due()
    desk.sender.look()
    assert desk.webhook(id).disabled_because == "nothing was delivered for 5 days"
    desk.put(changed(form, 0, title="First, corrected"))
    desk.make_due()
    desk.sender.look()
    assert len(receiver.take()) == 2
    with write_session(desk.editors.engine) as session:
        enable_webhook(session, id, COMMAND_LINE)
    desk.sender.look()
    assert [m.change for m in receiver.take()] == [
        ("development.created", "d1"),
        ("development.created", "d2"),
        ("development.updated", "d1"),
    ]
    assert desk.webhook(id).state is WebhookState.ACTIVE
    with read_session(desk.editors.engine) as session:
        actions = [row.action for row in session.scalars(select(AuditEntry)) if row.target_id == id]
    assert actions == ["add_webhook", "disable_webhook", "enable_webhook"]


def test_a_removed_webhook_is_told_nothing_and_leaves_nothing(desk: Desk, receiver: Receiver, form: Form) -> None:
    id = desk.add(receiver.url)
    desk.put(form)
    receiver.statuses = [500]
    desk.sender.look()
    with write_session(desk.editors.engine) as session:
        remove_webhook(session, id, COMMAND_LINE)
    desk.sender.look()
    assert len(receiver.take()) == 1
    with read_session(desk.editors.engine) as session:
        assert session.query(WebhookNotice).count() == 0
