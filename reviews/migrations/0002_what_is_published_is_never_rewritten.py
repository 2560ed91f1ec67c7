"""Rules of the database: four eyes, frozen ratings, append-only verdicts and everything that leads to them."""

from django.db import migrations

from claimtracker.audit.operations import append_only, audited

FOUR_EYES = """
CREATE FUNCTION reviews_hold_desk_policy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    policy boolean := coalesce((SELECT four_eyes FROM reviews_deskpolicy ORDER BY id DESC LIMIT 1), true);
BEGIN
    IF NEW.four_eyes IS DISTINCT FROM policy THEN
        RAISE EXCEPTION 'This verdict says four_eyes = %, the desk''s policy is %', NEW.four_eyes, policy
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM people_user WHERE id = NEW.approver_id AND kind = 'service') THEN
        RAISE EXCEPTION 'A service never approves a verdict' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.author_id <> (SELECT author_id FROM reviews_proposal WHERE id = NEW.proposal_id) THEN
        RAISE EXCEPTION 'The author of a verdict is the author of its proposal' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER desk_policy BEFORE INSERT ON reviews_verdict
    FOR EACH ROW EXECUTE FUNCTION reviews_hold_desk_policy();
"""

FROZEN_RATING = """
CREATE FUNCTION reviews_refuse_change_of_used_rating() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM reviews_verdict WHERE rating_id = OLD.id)
       OR EXISTS (SELECT FROM reviews_proposal WHERE rating_id = OLD.id) THEN
        RAISE EXCEPTION 'The rating “%” is in use and cannot be changed', OLD.label
            USING ERRCODE = 'restrict_violation', HINT = 'Make a new scale for a new meaning.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen_once_used BEFORE UPDATE OF scale_id, label, definition, value ON reviews_rating
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_change_of_used_rating();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0001_initial"),
        ("people", "0002_roles"),
        ("audit", "0003_record_changes"),
    ]

    operations = [
        migrations.RunSQL(
            FOUR_EYES, "DROP TRIGGER desk_policy ON reviews_verdict; DROP FUNCTION reviews_hold_desk_policy()"
        ),
        migrations.RunSQL(
            FROZEN_RATING,
            "DROP TRIGGER frozen_once_used ON reviews_rating; DROP FUNCTION reviews_refuse_change_of_used_rating()",
        ),
        append_only("reviews_deskpolicy"),
        append_only("reviews_proposal"),
        append_only("reviews_proposalcitation"),
        append_only("reviews_transition"),
        append_only("reviews_verdict"),
        append_only("reviews_citation"),
        audited("reviews_deskpolicy"),
        audited("reviews_review", on=("UPDATE", "DELETE")),
        audited("reviews_assignment"),
        audited("reviews_ratingscale"),
        audited("reviews_rating"),
    ]
