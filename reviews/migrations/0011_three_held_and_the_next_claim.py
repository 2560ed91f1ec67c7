"""At most three reviews in a person's hands by their own choice, and the indexes that claim-next reads."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Counted with the person's row locked: of two takes at once the second sees the first. The foreign keys of others to
# the person do not wait, because no key is locked.
THREE_HELD = """
CREATE FUNCTION reviews_hold_at_most_three() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM people_user WHERE id = NEW.person_id FOR NO KEY UPDATE;
    IF (SELECT count(*) FROM reviews_assignment
        WHERE person_id = NEW.person_id AND ended_at IS NULL AND id <> NEW.id) >= 3 THEN
        RAISE EXCEPTION 'User % holds three reviews, which is the most', NEW.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_three_at_most',
                  HINT = 'What somebody else gives a person (given_by) comes on top.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER three_at_most BEFORE INSERT OR UPDATE OF person_id, given_by_id, ended_at ON reviews_assignment
    FOR EACH ROW WHEN (NEW.ended_at IS NULL AND NEW.given_by_id IS NULL)
    EXECUTE FUNCTION reviews_hold_at_most_three();
"""

# A heartbeat every minute from every open page is no change that anybody will ask about.
AUDIT_WITHOUT_HEARTBEATS = """
DROP TRIGGER audited ON reviews_assignment;
CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE OF
    id, review_id, person_id, role, given_by_id, taken_at, ended_at ON reviews_assignment
    FOR EACH ROW EXECUTE FUNCTION claimtracker_record_change();
"""
AUDIT_ALL = """
DROP TRIGGER audited ON reviews_assignment;
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON reviews_assignment
    FOR EACH ROW EXECUTE FUNCTION claimtracker_record_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_record_changes'),
        ('claims', '0035_library_uploads'),
        ("reviews", "0010_who_fills_the_library"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='given_by',
            field=models.ForeignKey(blank=True, help_text='Who put it into their hands; empty: they took it themselves. What was given comes on top of three.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['person'], name='assignment_open_of_person'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('state', 'queued')), fields=['opened_at', 'id'], name='review_queue_by_age'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('due_at__isnull', False), ('state', 'queued')), fields=['due_at', 'id'], name='review_queue_by_deadline'),
        ),
        migrations.AddIndex(
            model_name='transition',
            index=models.Index(condition=models.Q(('action', 'take')), fields=['-id'], name='transition_last_takes'),
        ),
        migrations.RunSQL(
            THREE_HELD,
            "DROP TRIGGER three_at_most ON reviews_assignment; DROP FUNCTION reviews_hold_at_most_three()",
        ),
        migrations.RunSQL(AUDIT_WITHOUT_HEARTBEATS, AUDIT_ALL),
    ]
