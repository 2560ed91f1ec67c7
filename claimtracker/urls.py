"""Every address of the desk."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from claimtracker.health import alive, ready

admin.site.site_header = "Claim Tracker"
admin.site.site_title = "Claim Tracker"
admin.site.index_title = "The desk"

handler403 = "claimtracker.people.refusals.forbidden"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="home"),
    path("favicon.ico", RedirectView.as_view(url=f"/{settings.STATIC_URL.lstrip('/')}claimtracker/icon.svg")),
    path("healthz/", alive, name="alive"),
    path("readyz/", ready, name="ready"),
    path("admin/desk/", include("reviews.admin.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("claims.api.urls")),
    path("api/v1/", include("reviews.api.urls")),
    path("api/v1/", include("claimtracker.api.urls")),
]
