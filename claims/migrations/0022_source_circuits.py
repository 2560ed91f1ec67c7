"""A circuit breaker for each source."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_source_options_and_rates")]

    operations = [
        migrations.CreateModel(
            name='SourceCircuit',
            fields=[
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='circuit', serialize=False, to='claims.source')),
                ('state', models.CharField(choices=[('closed', 'Working'), ('open', 'Left alone after failures'), ('half_open', 'Being tried')], default='closed', max_length=9)),
                ('failures', models.PositiveIntegerField(default=0, help_text='Failures in a row, each of another look-up.')),
                ('since', models.DateTimeField(blank=True, help_text='When it came into this state.', null=True)),
                ('last_error', models.TextField(blank=True)),
                ('last_error_at', models.DateTimeField(blank=True, null=True)),
                ('last_failed_lookup', models.BigIntegerField(blank=True, help_text='Its id.', null=True)),
                ('pauses', models.PositiveSmallIntegerField(default=0, help_text='Pauses in a row, each longer than the last.')),
                ('trial_at', models.DateTimeField(blank=True, help_text='When a look-up may try it next.', null=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name='sourcecircuit',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['closed', 'open', 'half_open'])), name='circuit_state_known'),
        ),
        migrations.AddConstraint(
            model_name='sourcecircuit',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'closed'), ('trial_at__isnull', False), _connector='OR'), name='circuit_knows_its_next_trial'),
        ),
    ]
