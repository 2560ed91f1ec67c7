"""The claim page, asked as a signed-in person."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claimtracker.people.models import User
from reviews.models import Review

Press = Callable[..., HttpResponse]


@pytest.fixture
def as_person() -> Callable[[User], Client]:
    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def press(as_person: Callable[[User], Client]) -> Press:
    """Press a button of a review's page as a person, with what they typed; the version seen is today's by default."""

    def send(person: User, review: Review, action: str, *, version: int | None = None, **typed: str) -> HttpResponse:
        seen = Review.objects.get(pk=review.pk).version if version is None else version
        url = reverse("admin:reviews_review_change", args=[review.pk])
        fields = {name.replace("__", "-"): value for name, value in typed.items()}
        return as_person(person).post(url, {"action": action, "version": seen, **fields}, follow=True)

    return send
