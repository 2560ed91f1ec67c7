"""Claims in the stock admin: read, searched and filtered; articles come in here, sources are switched here."""

from claims.admin.articles import ArticleAdmin
from claims.admin.captures import EvidenceCaptureAdmin
from claims.admin.claims import ClaimAdmin
from claims.admin.evidence import EvidenceAdmin
from claims.admin.feeds import FeedAdmin, FeedEntryAdmin
from claims.admin.library import ReferenceDocumentAdmin, ReferenceFigureAdmin
from claims.admin.library_uploads import LibraryUploadAdmin
from claims.admin.lookups import SourceLookupAdmin
from claims.admin.names import ClaimantAdmin, OutletAdmin
from claims.admin.snapshots import SnapshotAdmin
from claims.admin.sources import SourceAdmin
from claims.admin.submissions import SubmissionAdmin

__all__ = (
    "ArticleAdmin",
    "ClaimAdmin",
    "ClaimantAdmin",
    "EvidenceAdmin",
    "EvidenceCaptureAdmin",
    "FeedAdmin",
    "FeedEntryAdmin",
    "LibraryUploadAdmin",
    "OutletAdmin",
    "ReferenceDocumentAdmin",
    "ReferenceFigureAdmin",
    "SnapshotAdmin",
    "SourceAdmin",
    "SourceLookupAdmin",
    "SubmissionAdmin",
)
