"""Indexes for the desk's lists and its dashboard, made while the desk works on."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("reviews", "0031_saved_filters_and_balance")]

    operations = [
        AddIndexConcurrently(
            model_name='review',
            index=models.Index(fields=['-priority', 'id'], include=['claim'], name='review_by_priority'),
        ),
        AddIndexConcurrently(
            model_name='review',
            index=models.Index(fields=['opened_at', 'id'], name='review_by_age'),
        ),
        AddIndexConcurrently(
            model_name='review',
            index=models.Index(fields=['state', 'opened_at'], name='review_by_state_and_age'),
        ),
        AddIndexConcurrently(
            model_name='review',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at', 'id'], name='review_deadline'),
        ),
        AddIndexConcurrently(
            model_name='verdict',
            index=models.Index(condition=models.Q(('recheck_on__isnull', False)), fields=['recheck_on'], name='verdict_recheck'),
        ),
    ]
