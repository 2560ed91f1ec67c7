from claims.models.article import Article, ArticleRevision, Outlet
from claims.models.capture import EvidenceCapture
from claims.models.claim import Appearance, Claim, Claimant, ClaimWording, Quantity
from claims.models.feed import Feed, FeedEntry
from claims.models.interview import Interview
from claims.models.library import ReferenceDocument, ReferenceFigure, ReferencePassage
from claims.models.library_upload import LibraryUpload
from claims.models.lookup import Evidence, SourceLookup
from claims.models.postings import Collection, IndexedCollection, IndexedTerm, Posting
from claims.models.search import ClaimSearch
from claims.models.site import Site
from claims.models.snapshot import Snapshot, SnapshotBody
from claims.models.source import Source, SourceCircuit, SourceDocument
from claims.models.submission import Submission
from claims.models.work import WorkRow

__all__ = (
    "Appearance",
    "Article",
    "ArticleRevision",
    "Claim",
    "ClaimSearch",
    "ClaimWording",
    "Claimant",
    "Collection",
    "Evidence",
    "EvidenceCapture",
    "Feed",
    "FeedEntry",
    "IndexedCollection",
    "IndexedTerm",
    "Interview",
    "LibraryUpload",
    "Outlet",
    "Posting",
    "Quantity",
    "ReferenceDocument",
    "ReferenceFigure",
    "ReferencePassage",
    "Site",
    "Snapshot",
    "SnapshotBody",
    "Source",
    "SourceCircuit",
    "SourceDocument",
    "SourceLookup",
    "Submission",
    "WorkRow",
)
