"""Articles, claims, evidence and the reference library, under /api/v1/."""

from django.urls import path

from claims.api.articles import ArticleListView, ArticleView, RevisionView
from claims.api.claims import ArticleClaimsView, ClaimListView, ClaimView
from claims.api.evidence import ClaimEvidenceView, EvidenceView
from claims.api.library import DocumentListView, DocumentView

urlpatterns = [
    path("articles/", ArticleListView.as_view(), name="article-list"),
    path("articles/<int:pk>/", ArticleView.as_view(), name="article-detail"),
    path("articles/<int:pk>/claims/", ArticleClaimsView.as_view(), name="article-claims"),
    path("articles/<int:pk>/revisions/<int:number>/", RevisionView.as_view(), name="article-revision"),
    path("claims/", ClaimListView.as_view(), name="claim-list"),
    path("claims/<int:pk>/", ClaimView.as_view(), name="claim-detail"),
    path("claims/<int:pk>/evidence/", ClaimEvidenceView.as_view(), name="claim-evidence"),
    path("evidence/<int:pk>/", EvidenceView.as_view(), name="evidence-detail"),
    path("library/documents/", DocumentListView.as_view(), name="library-document-list"),
    path("library/documents/<int:pk>/", DocumentView.as_view(), name="library-document-detail"),
]
