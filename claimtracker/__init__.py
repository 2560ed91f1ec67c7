"""The project: settings, and the leaf packages that know neither app."""

from claimtracker.celery import app as celery_app

__all__ = ("celery_app",)
