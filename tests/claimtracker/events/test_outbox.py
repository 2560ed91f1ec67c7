"""Events reach each consumer at least once, and are handled once."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction

from claimtracker.events import outbox
from claimtracker.events.models import Event, EventReceipt
from claimtracker.events.outbox import deliver, publish, subscribe


@pytest.fixture(autouse=True)
def _only_consumers_of_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_consumers", {})


@pytest.fixture
def listen() -> Callable[[str], list[int]]:
    """Subscribes a consumer to `thing.done`; returns the list of what it hears."""

    def listen(name: str) -> list[int]:
        heard: list[int] = []
        subscribe(name, kind="thing.done", handle=lambda event: heard.append(event.subject_id))
        return heard

    return listen


def test_each_consumer_hears_each_event_of_its_kind_once(db: None, listen: Callable[[str], list[int]]) -> None:
    first, second = listen("first"), listen("second")
    publish("thing.done", 1)
    publish("thing.begun", 2)
    publish("thing.done", 3)
    assert deliver() == 4
    assert deliver() == 0
    assert first == second == [1, 3]


def test_an_event_of_a_change_that_is_rolled_back_never_happened(db: None, listen: Callable[[str], list[int]]) -> None:
    heard = listen("listener")
    with transaction.atomic():
        publish("thing.done", 1)
        transaction.set_rollback(True)
    assert deliver() == 0
    assert heard == []


def test_a_consumer_that_comes_later_hears_what_happened_before(db: None, listen: Callable[[str], list[int]]) -> None:
    publish("thing.done", 1)
    assert deliver() == 0
    heard = listen("latecomer")
    deliver()
    assert heard == [1]


def test_a_handler_that_fails_hears_it_again_and_holds_nobody_up(
    db: None, listen: Callable[[str], list[int]], caplog: pytest.LogCaptureFixture
) -> None:
    handled: list[int] = []

    def fails_on_the_first(event: Event) -> None:
        Event.objects.create(kind="half.done", subject_id=event.subject_id)
        if event.subject_id == 1 and "mended" not in handled:
            raise RuntimeError("The disk is full.")
        handled.append(event.subject_id)

    subscribe("failing", kind="thing.done", handle=fails_on_the_first)
    others = listen("listening")
    publish("thing.done", 1)
    publish("thing.done", 2)
    assert deliver() == 3
    assert "failing could not handle event" in caplog.text
    assert (handled, others) == ([2], [1, 2])
    assert not Event.objects.filter(kind="half.done", subject_id=1).exists()
    handled.append("mended")  # type: ignore[arg-type]  # a mark, not an id
    assert deliver() == 1
    assert handled == [2, "mended", 1]
    assert others == [1, 2]


def test_a_delivery_takes_no_more_than_it_is_asked_to(db: None, listen: Callable[[str], list[int]]) -> None:
    heard = listen("listener")
    for number in range(5):
        publish("thing.done", number)
    assert deliver(limit=2) == 2
    deliver(limit=2)
    deliver(limit=2)
    assert heard == [0, 1, 2, 3, 4]


@pytest.fixture
def in_thread() -> Iterator[Callable[[Callable[[], object]], threading.Thread]]:
    """Runs a function in a thread with a database connection of its own."""
    threads: list[threading.Thread] = []

    def start(work: Callable[[], object]) -> threading.Thread:
        def run() -> None:
            try:
                work()
            finally:
                connection.close()

        thread = threading.Thread(target=run)
        threads.append(thread)
        thread.start()
        return thread

    yield start
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_two_deliveries_at_once_handle_an_event_once(
    in_thread: Callable[[Callable[[], object]], threading.Thread],
) -> None:
    handling, may_go_on = threading.Event(), threading.Event()
    handled: list[str] = []

    def handle(_event: Event) -> None:
        handled.append(threading.current_thread().name)
        handling.set()
        assert may_go_on.wait(timeout=20)

    subscribe("slow", kind="thing.done", handle=handle)
    publish("thing.done", 1)
    first = in_thread(deliver)
    assert handling.wait(timeout=20)
    second = in_thread(deliver)
    second.join(timeout=0.5)
    assert second.is_alive()  # it waits for what the first will have done
    may_go_on.set()
    first.join(timeout=20)
    second.join(timeout=20)
    assert len(handled) == 1
    assert EventReceipt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_second_delivery_takes_over_when_the_first_fails(
    in_thread: Callable[[Callable[[], object]], threading.Thread],
) -> None:
    handling, may_go_on = threading.Event(), threading.Event()
    handled: list[int] = []

    def handle(event: Event) -> None:
        if not handling.is_set():
            handling.set()
            assert may_go_on.wait(timeout=20)
            raise RuntimeError("The first worker dies.")
        handled.append(event.subject_id)

    subscribe("slow", kind="thing.done", handle=handle)
    publish("thing.done", 7)
    first = in_thread(deliver)
    assert handling.wait(timeout=20)
    second = in_thread(deliver)
    may_go_on.set()
    first.join(timeout=20)
    second.join(timeout=20)
    deliver()  # in case the second came too late to take over
    assert handled == [7]


@pytest.mark.django_db
def test_events_that_always_fail_never_keep_later_ones_waiting() -> None:
    heard: list[int] = []

    def fails_below_three(event: Event) -> None:
        if event.subject_id < 3:
            raise ValueError("never")
        heard.append(event.subject_id)

    subscribe("picky", kind="thing.done", handle=fails_below_three)
    for number in range(5):
        publish("thing.done", number)
    assert deliver(limit=2) == 2
    assert heard == [3, 4]


def test_two_consumers_of_one_name_are_refused() -> None:
    subscribe("same", kind="thing.done", handle=print)
    with pytest.raises(outbox.DuplicateConsumer, match="“same”"):
        subscribe("same", kind="thing.undone", handle=print)
