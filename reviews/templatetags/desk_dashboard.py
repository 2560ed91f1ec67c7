"""Brings the dashboard into the admin's index, whose view is Django's own."""

from django import template

from reviews.dashboard import Dashboard, dashboard

register = template.Library()


@register.simple_tag
def desk_dashboard() -> Dashboard:
    """The panels of the dashboard, for `{% desk_dashboard as board %}`."""
    return dashboard()
