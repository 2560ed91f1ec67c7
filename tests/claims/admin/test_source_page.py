"""A source's page: its options, its pace, its circuit breaker; secrets are named and never shown."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import sources
from claims.choices import CircuitState
from claims.lookup.source_rows import sync_sources
from claims.models import Source, SourceCircuit
from claims.sources.base import Option
from tests.claims.lookup.conftest import Bureau


@pytest.fixture
def bureau(db, monkeypatch):
    monkeypatch.setattr(sources, "_CONNECTORS", sources._CONNECTORS)
    source = Bureau()
    sources.register(source)
    sync_sources()
    return Source.objects.get(name="bureau")


@pytest.fixture
def save(client, desk_admin, bureau):
    def post(**values):
        client.force_login(desk_admin)
        response = client.post(reverse("admin:claims_source_change", args=[bureau.pk]), values)
        bureau.refresh_from_db()
        return response

    return post


def test_options_and_pace_are_set_here(save, bureau):
    values = {"rate_requests": "2", "rate_seconds": "5", "rate_at_once": "1"}
    assert save(enabled="on", option_url="https://bureau.example/api", **values).status_code == 302
    assert (bureau.enabled, bureau.options) == (True, {"url": "https://bureau.example/api"})
    assert (bureau.rate_requests, bureau.rate_seconds, bureau.rate_at_once) == (2, 5.0, 1)


def test_a_source_that_lacks_an_option_is_not_switched_on(save, bureau):
    page = save(enabled="on", option_url="").content.decode()
    assert "needs its option “url”" in page
    assert not bureau.enabled


def test_half_a_pace_is_refused(save, bureau):
    assert "give both or none" in save(option_url="https://x.example", rate_requests="2").content.decode()
    assert bureau.rate_requests is None


def test_a_secret_is_named_and_never_shown(page, desk_admin, bureau, monkeypatch):
    monkeypatch.setenv("SOURCE_BUREAU_KEY", "s3cret")
    shown = page("source_change", bureau.pk, user=desk_admin).content.decode()
    assert "SOURCE_BUREAU_KEY (set)" in shown
    assert "s3cret" not in shown
    monkeypatch.delenv("SOURCE_BUREAU_KEY")
    assert "SOURCE_BUREAU_KEY (not set)" in page("source_change", bureau.pk, user=desk_admin).content.decode()


def test_a_reader_sees_the_options_and_no_button(page, bureau):
    SourceCircuit.objects.filter(source=bureau).update(state=CircuitState.OPEN, trial_at=timezone.now())
    shown = page("source_change", bureau.pk).content.decode()
    assert "Close the circuit breaker now" not in shown
    assert "Left alone after failures" in shown


def test_a_row_without_a_connector_can_still_be_read_and_stays_off(page, save, desk_admin, bureau):
    Source.objects.filter(pk=bureau.pk).update(name="gone")
    assert page("source_change", bureau.pk, user=desk_admin).status_code == 200
    assert "no connector of that name" in save(enabled="on").content.decode()


def test_an_open_circuit_is_listed_and_closed_by_an_admin(client, page, desk_admin, bureau):
    SourceCircuit.objects.filter(source=bureau).update(
        state=CircuitState.OPEN, failures=5, last_error="HTTP 503", trial_at=timezone.now(), since=timezone.now()
    )
    assert "HTTP 503" in page("source_changelist", user=desk_admin).content.decode()
    assert "Close the circuit breaker now" in page("source_change", bureau.pk, user=desk_admin).content.decode()
    response = client.post(reverse("admin:claims_source_close_circuit", args=[bureau.pk]), follow=True)
    assert "is asked again from now on" in response.content.decode()
    assert SourceCircuit.objects.get(source=bureau).state == CircuitState.CLOSED


@pytest.mark.parametrize("who", ["reviewer", "editor", "stranger"])
def test_only_admins_close_it(client, request, bureau, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(reverse("admin:claims_source_close_circuit", args=[bureau.pk])).status_code == 403


def test_a_connector_that_came_with_an_update_has_its_row_when_the_list_is_looked_at(page, desk_admin, bureau):
    sources.register(Bureau(name="second", options=(Option("url", "Address."),)))
    assert "second" in page("source_changelist", user=desk_admin).content.decode()
