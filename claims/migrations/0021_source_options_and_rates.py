"""What an operator sets for a source: its options, and how often it may be asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_what_extraction_says_of_itself")]

    operations = [
        migrations.AddField(
            model_name='source',
            name='options',
            field=models.JSONField(blank=True, default=dict, help_text="The connector's options by name, where they are not its defaults."),
        ),
        migrations.AddField(
            model_name='source',
            name='rate_at_once',
            field=models.PositiveIntegerField(blank=True, help_text='How many look-ups may ask it at the same time.', null=True, verbose_name='at once'),
        ),
        migrations.AddField(
            model_name='source',
            name='rate_requests',
            field=models.PositiveIntegerField(blank=True, help_text="How many requests in that time; empty: the connector's pace.", null=True, verbose_name='requests'),
        ),
        migrations.AddField(
            model_name='source',
            name='rate_seconds',
            field=models.FloatField(blank=True, null=True, verbose_name='in seconds'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rate_requests', None), ('rate_seconds', None)), models.Q(('rate_requests__gt', 0), ('rate_requests__isnull', False), ('rate_seconds__gt', 0), ('rate_seconds__isnull', False)), _connector='OR'), name='source_rate_whole'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('rate_at_once', None), ('rate_at_once__gt', 0), _connector='OR'), name='source_at_once_positive'),
        ),
    ]
