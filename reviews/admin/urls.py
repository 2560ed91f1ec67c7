"""The desk's own address in the admin, /admin/desk/; the pages of its rows are the admin's."""

from django.contrib import admin
from django.urls import path

from reviews.admin.desk import desk

urlpatterns = [path("", admin.site.admin_view(desk), name="desk")]
