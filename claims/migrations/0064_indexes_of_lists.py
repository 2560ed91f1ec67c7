"""Indexes for the orders and filters of the admin's lists, made while the desk works on."""

from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("claims", "0063_search_words_of_the_claims_that_are_there"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='article',
            index=models.Index(fields=['received_at', 'id'], name='article_by_arrival'),
        ),
        AddIndexConcurrently(
            model_name='article',
            index=models.Index(fields=['published_at', 'id'], name='article_by_publication'),
        ),
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(fields=['check_worthiness', 'id'], name='claim_by_worth'),
        ),
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(fields=['found_at', 'id'], name='claim_by_day'),
        ),
        AddIndexConcurrently(
            model_name='sourcelookup',
            index=models.Index(condition=models.Q(('state__in', ['failed', 'given_up'])), fields=['source', 'finished_at'], name='lookup_failed'),
        ),
    ]
