from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "claimtracker.events"
    label = "events"
