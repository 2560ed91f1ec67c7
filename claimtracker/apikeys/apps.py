from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    name = "claimtracker.apikeys"
    label = "apikeys"
    verbose_name = "API keys"
