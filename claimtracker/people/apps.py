from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "claimtracker.people"
    label = "people"
