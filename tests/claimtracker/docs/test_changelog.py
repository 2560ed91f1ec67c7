"""The changelog is kept in the form that readers know."""

from tests.claimtracker.docs.pages import page

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_there_is_a_section_for_what_is_not_released_yet():
    sections = page("CHANGELOG.md").sections(2)
    assert next(iter(sections)) == "[Unreleased]"
    assert sections["[Unreleased]"].strip()


def test_every_entry_stands_under_a_known_kind_of_change():
    assert set(page("CHANGELOG.md").sections(3)) <= KINDS
