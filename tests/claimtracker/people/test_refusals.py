"""A refusal in the admin says what it takes, and whose role has it."""

import pytest
from django.test import Client

from claims.models import Source
from claimtracker.people.models import User


@pytest.mark.parametrize(
    ("method", "address", "sentence"),
    [
        ("get", "/admin/people/user/", "“Can view user” is for the role admin."),
        ("get", "/admin/apikeys/apikey/add/", "“Can add API key” is for the role admin."),
        ("post", "/admin/claims/source/{source}/change/", "“Can change source” is for the role admin."),
        ("post", "/admin/claims/source/{source}/close-circuit/", "“Can change source” is for the role admin."),
        ("get", "/admin/claims/feed/add/", "“Can add feed” is for the roles admin, editor."),
        ("get", "/admin/audit/auditentry/", "The audit trail is for the desk&#x27;s admins"),
        ("get", "/admin/auth/group/add/", "“Can add group” is for superusers alone."),
        ("get", "/admin/people/user/1/history/", "The history of a user is for those who may see it"),
    ],
)
def test_a_reviewer_reads_who_may(client: Client, reviewer: User, method: str, address: str, sentence: str) -> None:
    client.force_login(reviewer)
    User.objects.filter(pk=1).exists() or User.objects.create(pk=1, username="first")
    response = getattr(client, method)(address.format(source=Source.objects.get(name="library").pk))
    assert response.status_code == 403
    page = response.content.decode()
    assert sentence in page
    assert "Nothing was changed." in page


def test_an_admin_may_not_take_articles_in_and_is_told_who_may(client: Client, desk_admin: User) -> None:
    client.force_login(desk_admin)
    response = client.get("/admin/claims/article/add/")
    assert response.status_code == 403
    assert "“Can add article” is for the roles editor, reviewer." in response.content.decode()


def test_words_in_an_address_are_no_way_into_the_page(client: Client, stranger: User) -> None:
    client.force_login(stranger)
    response = client.get("/admin/reviews/review/%3Cscript%3E/change/")
    assert response.status_code == 403
    assert "<script>" not in response.content.decode().split("<main")[-1]
