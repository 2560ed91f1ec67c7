"""Verdicts, under /api/v1/."""

from django.urls import path

from reviews.api.verdicts import VerdictListView, VerdictView

urlpatterns = [
    path("verdicts/", VerdictListView.as_view(), name="verdict-list"),
    path("verdicts/<int:pk>/", VerdictView.as_view(), name="verdict-detail"),
]
