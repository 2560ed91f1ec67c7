"""Pages of the admin, asked for as one person or another."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claimtracker.people.models import User


@pytest.fixture
def page(client: Client, reviewer: User) -> Callable[..., HttpResponse]:
    """Asks for an admin page by its name, as the reviewer unless somebody else is given."""

    def get(name: str, *arguments: object, user: User = reviewer, **query: str) -> HttpResponse:
        client.force_login(user)
        return client.get(reverse(f"admin:claims_{name}", args=arguments), query)

    return get


@pytest.fixture
def listed(page) -> Callable[..., list[object]]:
    """The rows that a list shows, for a search or filters."""

    def rows(model: str, **query: str) -> list[object]:
        response = page(f"{model}_changelist", **query)
        assert response.status_code == 200
        return list(response.context["cl"].result_list)

    return rows


@pytest.fixture
def superuser(db: None) -> User:
    return User.objects.create(username="root", is_staff=True, is_superuser=True)
