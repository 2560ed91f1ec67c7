"""`manage.py send_digest`: what it prints, what it writes, and what it refuses."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("send_digest", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def berlin_desk(settings):
    settings.TIME_ZONE = "Europe/Berlin"


def test_without_preview_it_refuses_and_says_what_there_is(db):
    with pytest.raises(CommandError, match=r"no subscriptions yet.*--preview") as refusal:
        run()
    assert refusal.value.returncode == 1


def test_preview_prints_this_weeks_verdicts_as_text_and_sends_nothing(publish):
    publish(18)
    text = run("--preview")
    assert "16–22 November 2026 (week 2026-W47)" in text
    assert "The census gives herders a share of 27 percent" in text
    assert "<html" not in text
    assert mail.outbox == []


def test_html_prints_the_page(publish):
    publish(18)
    assert run("--preview", "--html").startswith("<!DOCTYPE html>")


def test_a_week_can_be_chosen(publish, clock):
    publish(10)
    clock.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))
    assert "27 percent" not in run("--preview")
    assert "27 percent" in run("--preview", "--week", "2026-W46")


def test_weeks_are_of_the_desks_zone(berlin_desk, publish, clock):
    publish(22, 23)  # 00:00 on Monday in Berlin
    assert "week 2026-W48" in run("--preview")
    assert "27 percent" in run("--preview", "--week", "2026-W48")
    assert "27 percent" not in run("--preview", "--week", "2026-W47")


@pytest.mark.parametrize("week", ["2026-W54", "x", ""])
def test_a_bad_week_is_refused(db, week):
    with pytest.raises(CommandError, match="for example 2026-W47") as refusal:
        run("--preview", "--week", week)
    assert f"“{week}”" in str(refusal.value)
    assert refusal.value.returncode == 2


def test_output_writes_both_renderings_and_the_message(publish, tmp_path):
    publish(18)
    folder = tmp_path / "new" / "folder"
    said = run("--preview", "--output", str(folder))
    assert str(folder) in said
    assert sorted(path.name for path in folder.iterdir()) == ["digest.eml", "digest.html", "digest.txt"]
    message = message_from_bytes((folder / "digest.eml").read_bytes(), policy=policy.default)
    plain, page = message.iter_parts()
    assert plain.get_content().splitlines() == (folder / "digest.txt").read_text(encoding="utf-8").splitlines()
    assert page.get_content().splitlines() == (folder / "digest.html").read_text(encoding="utf-8").splitlines()


def test_output_into_a_file_is_refused(publish, tmp_path):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(CommandError, match="Give --output a folder"):
        run("--preview", "--output", str(tmp_path / "taken"))
    assert (tmp_path / "taken").read_text() == "mine"


def test_html_and_output_exclude_each_other(db, tmp_path):
    with pytest.raises(CommandError, match="not allowed with"):
        run("--preview", "--html", "--output", str(tmp_path))
