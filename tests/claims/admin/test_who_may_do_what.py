"""Reviewers see everything, admins switch and tidy, strangers see nothing, nobody deletes."""

import pytest

from claims.models import Article, Claimant, Outlet, Source

READ_ONLY = ["claim", "sourcelookup", "evidence", "referencedocument", "referencefigure", "submission", "feedentry"]
MODELS = ["article", "feed", "claimant", "outlet", "source", *READ_ONLY]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("who", "status"), [("reviewer", 200), ("editor", 200), ("desk_admin", 200), ("stranger", 403)]
)
def test_the_lists_are_for_people_with_a_role(page, request, model, who, status):
    assert page(f"{model}_changelist", user=request.getfixturevalue(who)).status_code == status


@pytest.mark.parametrize("model", [*READ_ONLY, "source"])
def test_what_services_make_cannot_be_added_by_hand(page, superuser, model):
    assert page(f"{model}_add", user=superuser).status_code == 403


@pytest.mark.parametrize("who", ["reviewer", "desk_admin", "superuser"])
def test_nobody_deletes(page, request, make_claim, make_evidence, who):
    claim = make_claim(claimant="Zoe Adler")
    evidence = make_evidence(claim)
    article = Article.objects.get()
    rows = {
        "article": article,
        "claim": claim,
        "claimant": claim.claimant,
        "outlet": article.outlet,
        "evidence": evidence,
        "sourcelookup": evidence.lookup,
        "source": evidence.lookup.source,
    }
    user = request.getfixturevalue(who)
    for model, row in rows.items():
        assert page(f"{model}_delete", row.pk, user=user).status_code == 403
        listing = page(f"{model}_changelist", user=user)
        assert b"delete_selected" not in listing.content


@pytest.mark.parametrize("model", ["article", "claim", "evidence", "sourcelookup"])
def test_not_even_a_superuser_rewrites_what_services_wrote(client, page, superuser, make_claim, make_evidence, model):
    evidence = make_evidence(make_claim())
    row = {
        "article": Article.objects.get(),
        "claim": evidence.claim,
        "evidence": evidence,
        "sourcelookup": evidence.lookup,
    }[model]
    shown = page(f"{model}_change", row.pk, user=superuser)
    assert shown.status_code == 200
    assert b'name="_save"' not in shown.content
    assert client.post(shown.request["PATH_INFO"], {"title": "x"}).status_code == 403


@pytest.mark.parametrize(("who", "allowed"), [("desk_admin", True), ("reviewer", False), ("editor", False)])
def test_only_admins_switch_sources(client, page, request, who, allowed):
    source = Source.objects.get(name="library")
    path = page("source_change", source.pk, user=request.getfixturevalue(who)).request["PATH_INFO"]
    response = client.post(path, {"title": "Renamed", "name": "renamed"})
    source.refresh_from_db()
    assert response.status_code == (302 if allowed else 403)
    assert source.enabled is not allowed
    assert (source.title, source.name) == ("Reference library", "library")


def test_switching_a_source_names_who_did_it_to_the_audit(client, page, desk_admin):
    from claimtracker.audit.models import AuditEntry

    source = Source.objects.get(name="library")
    client.post(page("source_change", source.pk, user=desk_admin).request["PATH_INFO"], {})
    entry = AuditEntry.objects.filter(table="claims_source").latest("pk")
    assert entry.actor_id == desk_admin.pk


@pytest.mark.parametrize("model", [Claimant, Outlet])
def test_admins_tidy_names(client, page, desk_admin, reviewer, model):
    row = model.objects.create(name="Zoe  Adler")
    name = model._meta.model_name
    path = page(f"{name}_change", row.pk, user=desk_admin).request["PATH_INFO"]
    values = {"name": "Zoe Adler", "aliases": "Z. Adler", "role": "", "wikidata_id": "", "domain": ""}
    assert client.post(path, values).status_code == 302
    row.refresh_from_db()
    assert row.name == "Zoe Adler"
    client.force_login(reviewer)
    assert client.post(path, values).status_code == 403
