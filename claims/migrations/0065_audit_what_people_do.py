"""What people do to articles, claims, evidence, sources and the library is on record; what machines make is not."""

from django.db import migrations

from claimtracker.audit.operations import BY_HAND, audited

CLAIM = ("claims_claim", "claim_id")
BY_A_PERSON = "NEW.origin = 'person'"
# The language is filled in by extraction; the rest of an article stays as it came, unless somebody changes it.
ARTICLE_CHANGED = """
    (OLD.outlet_id, OLD.canonical_url, OLD.text_sha256, OLD.title, OLD.byline, OLD.dateline, OLD.published_at,
     OLD.submitted_by_id, OLD.received_at)
    IS DISTINCT FROM
    (NEW.outlet_id, NEW.canonical_url, NEW.text_sha256, NEW.title, NEW.byline, NEW.dateline, NEW.published_at,
     NEW.submitted_by_id, NEW.received_at)
"""
SWITCHED_BY_HAND = f"OLD.state IS DISTINCT FROM NEW.state AND {BY_HAND}"


class Migration(migrations.Migration):
    dependencies = [("claims", "0064_indexes_of_lists"), ("audit", "0007_redaction")]

    operations = [
        audited("claims_claim", on=["INSERT"], when=BY_HAND, name="audited_by_hand"),
        audited("claims_claimwording", on=["INSERT"], when=BY_A_PERSON, part_of=CLAIM, name="audited_by_hand"),
        audited("claims_appearance", on=["UPDATE", "DELETE"], part_of=CLAIM),
        audited("claims_appearance", on=["INSERT"], when=BY_A_PERSON, part_of=CLAIM, name="audited_by_hand"),
        audited("claims_claimant", on=["INSERT"], when=BY_HAND, name="audited_by_hand"),
        audited("claims_evidence", on=["INSERT"], when=BY_A_PERSON, part_of=CLAIM, name="audited_by_hand"),
        audited("claims_sourcelookup", on=["DELETE"], part_of=CLAIM),
        audited(
            "claims_sourcelookup",
            on=["INSERT"],
            when="NEW.requested_by_id IS NOT NULL",
            part_of=CLAIM,
            name="audited_by_hand",
        ),
        audited(
            "claims_sourcecircuit",
            on=["UPDATE"],
            when=SWITCHED_BY_HAND,
            part_of=("claims_source", "source_id"),
            name="audited_by_hand",
        ),
        audited("claims_outlet", on=["UPDATE", "DELETE"]),
        audited("claims_outlet", on=["INSERT"], when=BY_HAND, name="audited_by_hand"),
        audited("claims_article", on=["DELETE"]),
        audited("claims_article", on=["UPDATE"], when=ARTICLE_CHANGED, name="audited_change"),
        audited("claims_article", on=["INSERT"], when=BY_HAND, name="audited_by_hand"),
        audited("claims_submission", on=["INSERT", "DELETE"], when=BY_HAND, without=["body"]),
        audited("claims_libraryupload", on=["INSERT", "DELETE"], when=BY_HAND, without=["data"]),
        audited("claims_referencedocument", when=BY_HAND),
    ]
