"""The scale that a new desk starts with: six steps from True to False, and two ratings off the scale."""

from django.db import migrations

RATINGS = [
    ("True", 6, "The claim is accurate, and nothing important is missing."),
    ("Mostly true", 5, "The claim is accurate in substance; a detail is off or wants explaining."),
    ("Half true", 4, "Part of the claim is accurate and part is not."),
    ("Mostly false", 3, "The claim has a grain of truth, but leads readers to a wrong conclusion."),
    ("Misleading", 2, "The words can be defended, but what they suggest is wrong."),
    ("False", 1, "The claim is not accurate."),
    ("Missing context", None, "The claim cannot be judged without something that it leaves out."),
    ("Unproven", None, "The evidence there is neither confirms nor refutes the claim."),
]


def add_scale(apps, schema_editor):
    database = schema_editor.connection.alias
    scale, is_new = apps.get_model("reviews", "RatingScale").objects.using(database).get_or_create(
        name="Truth, six steps", defaults={"in_use": True}
    )
    if is_new:
        rating = apps.get_model("reviews", "Rating")
        rating.objects.using(database).bulk_create(
            rating(scale=scale, label=label, value=value, definition=definition, order=order)
            for order, (label, value, definition) in enumerate(RATINGS, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_what_is_published_is_never_rewritten")]

    operations = [migrations.RunPython(add_scale, migrations.RunPython.noop)]
