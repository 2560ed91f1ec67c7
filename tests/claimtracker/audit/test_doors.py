"""Whatever door a change comes in by, the trail names who made it and in which request, task or command."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from claims.models import Claimant, Source
from claimtracker.apikeys.models import Scope
from claimtracker.audit import context
from claimtracker.audit.context import actor_of_work, record_actor
from claimtracker.audit.middleware import AuditOriginMiddleware
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from tests.support.api import client_with
from tests.support.database import database_url

Within = Callable[[Callable[[], object]], None]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def within(reviewer: User) -> Within:
    """Runs something as a request of the reviewer's does: through the middleware, with no service between."""

    def run(work: Callable[[], object]) -> None:
        def view(request: HttpRequest) -> HttpResponse:
            work()
            return HttpResponse()

        request = RequestFactory().post("/")
        request.user = reviewer
        AuditOriginMiddleware(view)(request)

    return run


def newest(table: str = "claims_claimant") -> AuditEntry:
    return AuditEntry.objects.filter(table=table).latest("pk")


def _save() -> None:
    Claimant.objects.create(name="Orla Finn")


def _update() -> None:
    Claimant.objects.update(role="Mayor")


def _raw() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claimant SET role = 'Mayor'")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("work", [_save, _update, _raw])
def test_a_request_that_writes_without_a_word_is_named_all_the_same(within: Within, reviewer: User, work) -> None:
    Claimant.objects.create(name="Somebody")
    within(work)
    entry = newest()
    assert entry.actor_id == reviewer.pk
    assert entry.origin.startswith("request:")
    Claimant.objects.update(role="Former mayor")
    assert (newest().actor_id, newest().origin) == (None, ""), "the name ends with the transaction"


@pytest.mark.django_db(transaction=True)
def test_each_transaction_and_each_savepoint_that_is_undone_is_told_anew(within: Within, reviewer: User) -> None:
    def work() -> None:
        with transaction.atomic():
            with transaction.atomic():
                Claimant.objects.create(name="First")
                transaction.set_rollback(True)
            Claimant.objects.create(name="Second")
        with transaction.atomic():
            Claimant.objects.create(name="Third")

    within(work)
    entries = AuditEntry.objects.filter(table="claims_claimant")
    assert {entry.actor_id for entry in entries} == {reviewer.pk}
    assert entries.count() == 2


def test_who_was_named_by_a_service_is_not_overruled(within: Within, editor: User) -> None:
    def work() -> None:
        with transaction.atomic():
            record_actor(editor.pk)
            Claimant.objects.create(name="Orla Finn")

    within(work)
    assert newest().actor_id == editor.pk


def test_an_action_of_the_stock_admin_names_who_is_signed_in(client: Client, reviewer: User) -> None:
    root = User.objects.create_superuser("root")
    client.force_login(root)
    group = Group.objects.create(name="night desk")
    address = f"/admin/auth/group/{group.pk}/"
    assert client.post(f"{address}change/", {"name": "day desk"}).status_code == 302
    assert (newest("auth_group").action, newest("auth_group").actor_id) == ("update", root.pk)
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 302
    assert (newest("auth_group").action, newest("auth_group").actor_id) == ("delete", root.pk)


def test_a_program_is_named_by_its_service_user(db: None) -> None:
    response = client_with(Scope.CLAIMS_WRITE).post("/api/v1/articles/", {"text": "The mayor has 12 cats."})
    assert response.status_code < 300, response.content
    entry = newest("claims_article")
    assert entry.actor_id == User.objects.get(username="cms").pk
    assert entry.origin == f"request:{response.headers['X-Request-ID']}"


def test_nobody_who_is_not_signed_in_is_made_up(db: None, within: Within, reviewer: User) -> None:
    from django.contrib.auth.models import AnonymousUser

    def view(request: HttpRequest) -> HttpResponse:
        Claimant.objects.create(name="Orla Finn")
        return HttpResponse()

    request = RequestFactory().post("/")
    request.user = AnonymousUser()
    AuditOriginMiddleware(view)(request)
    assert newest().actor_id is None
    assert actor_of_work.get()() is None


def test_a_worker_is_told_by_its_task_and_only_where_it_matters(
    db: None, work_of: Callable[[str], None], django_assert_num_queries: Callable[..., object]
) -> None:
    context._audited_tables()
    work_of("task:7")
    Source.objects.filter(name="library").update(licence="CC0")
    assert newest("claims_source").origin == "task:7"
    work_of("task:8")
    with django_assert_num_queries(1):
        call_command("clearsessions")


@pytest.mark.parametrize(
    ("arguments", "origin"),
    [
        (["manage.py", "seed", "--claims", "5"], "command:seed by "),
        (["manage.py", "shell"], "shell:"),
        (["manage.py"], "command:help by "),
    ],
)
def test_a_command_is_named_with_who_gave_it(work_of: Callable[[str], None], arguments: list[str], origin: str) -> None:
    work_of("")
    context.name_the_command(arguments)
    assert context.origin_of_work.get().startswith(origin)
    assert context.origin_of_work.get() != origin


@pytest.mark.django_db(transaction=True)
def test_a_change_in_the_shell_tells_that_it_was_one() -> None:
    Claimant.objects.create(name="Orla Finn")
    code = "from claims.models import Claimant; Claimant.objects.update(role='Mayor')"
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", code],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url()},
        check=True,
        capture_output=True,
    )
    assert newest().action == "update"
    assert newest().origin.startswith("shell:")
