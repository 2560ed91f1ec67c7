"""What the API has beside the apps' endpoints. Included last: it answers for every address that is left."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from claimtracker.api.views import NowhereView, RootView

urlpatterns = [
    path("", RootView.as_view(), name="api-root"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api-docs"),
    re_path("", NowhereView.as_view(), name="api-nowhere"),
]
