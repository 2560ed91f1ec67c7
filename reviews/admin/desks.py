"""Desks, their topics and members."""

from django.contrib import admin

from claimtracker.audit.history import AuditHistory
from reviews.models import Desk, DeskMembership


class MembershipInline(admin.TabularInline):
    model = DeskMembership
    extra = 1
    autocomplete_fields = ("person",)


@admin.register(Desk)
class DeskAdmin(AuditHistory, admin.ModelAdmin):
    list_display = ("name", "topics")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (MembershipInline,)
