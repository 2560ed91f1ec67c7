"""Measurements of the desk; `manage.py bench NAME` runs them."""
