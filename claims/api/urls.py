"""Articles, claims, look-ups, evidence and the reference library, under /api/v1/."""

from django.urls import path

from claims.api.articles import ArticleListView, ArticleReadingView, ArticleView, RevisionView
from claims.api.claims import ArticleClaimsView, ClaimListView, ClaimView
from claims.api.corrections import DropView, RestoreView, SplitView, WordingsView
from claims.api.evidence import ClaimEvidenceView, EvidenceView
from claims.api.library import DocumentListView, DocumentView
from claims.api.lookups import ClaimLookupsView, LookupView, RetryLookupView
from claims.api.submissions import SubmissionView

urlpatterns = [
    path("articles/", ArticleListView.as_view(), name="article-list"),
    path("articles/<int:pk>/", ArticleView.as_view(), name="article-detail"),
    path("articles/<int:pk>/claims/", ArticleClaimsView.as_view(), name="article-claims"),
    path("articles/<int:pk>/readings/", ArticleReadingView.as_view(), name="article-readings"),
    path("articles/<int:pk>/revisions/<int:number>/", RevisionView.as_view(), name="article-revision"),
    path("submissions/<int:pk>/", SubmissionView.as_view(), name="submission-detail"),
    path("claims/", ClaimListView.as_view(), name="claim-list"),
    path("claims/<int:pk>/", ClaimView.as_view(), name="claim-detail"),
    path("claims/<int:pk>/wordings/", WordingsView.as_view(), name="claim-wordings"),
    path("claims/<int:pk>/split/", SplitView.as_view(), name="claim-split"),
    path("claims/<int:pk>/drop/", DropView.as_view(), name="claim-drop"),
    path("claims/<int:pk>/restore/", RestoreView.as_view(), name="claim-restore"),
    path("claims/<int:pk>/evidence/", ClaimEvidenceView.as_view(), name="claim-evidence"),
    path("claims/<int:pk>/lookups/", ClaimLookupsView.as_view(), name="claim-lookups"),
    path("lookups/<int:pk>/", LookupView.as_view(), name="lookup-detail"),
    path("lookups/<int:pk>/retry/", RetryLookupView.as_view(), name="lookup-retry"),
    path("evidence/<int:pk>/", EvidenceView.as_view(), name="evidence-detail"),
    path("library/documents/", DocumentListView.as_view(), name="library-document-list"),
    path("library/documents/<int:pk>/", DocumentView.as_view(), name="library-document-detail"),
]
