"""Who added a feed, and who switched or changed it, is on record; the polls of a feed are not, they note themselves."""

from django.db import migrations

CHANGED = """
CREATE TRIGGER audited_change AFTER UPDATE ON claims_feed FOR EACH ROW
    WHEN (
        (OLD.state = 'off') IS DISTINCT FROM (NEW.state = 'off')
        OR (OLD.url, OLD."interval", OLD.most_new, OLD.outlet_id)
            IS DISTINCT FROM (NEW.url, NEW."interval", NEW.most_new, NEW.outlet_id)
    )
    EXECUTE FUNCTION claimtracker_record_change();
CREATE TRIGGER audited AFTER INSERT OR DELETE ON claims_feed FOR EACH ROW
    EXECUTE FUNCTION claimtracker_record_change();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_submissions_and_feeds"), ("audit", "0003_record_changes")]

    operations = [
        migrations.RunSQL(
            CHANGED, "DROP TRIGGER audited_change ON claims_feed; DROP TRIGGER audited ON claims_feed"
        ),
    ]
