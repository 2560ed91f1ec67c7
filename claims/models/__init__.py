from claims.models.article import Article, ArticleRevision, Outlet
from claims.models.claim import Appearance, Claim, Claimant, ClaimWording, Quantity
from claims.models.library import ReferenceDocument, ReferenceFigure, ReferencePassage
from claims.models.library_upload import LibraryUpload
from claims.models.lookup import Evidence, Snapshot, Source, SourceLookup
from claims.models.postings import Collection, IndexedCollection, IndexedTerm, Posting
from claims.models.work import WorkRow

__all__ = (
    "Appearance",
    "Article",
    "ArticleRevision",
    "Claim",
    "ClaimWording",
    "Claimant",
    "Collection",
    "Evidence",
    "IndexedCollection",
    "IndexedTerm",
    "LibraryUpload",
    "Outlet",
    "Posting",
    "Quantity",
    "ReferenceDocument",
    "ReferenceFigure",
    "ReferencePassage",
    "Snapshot",
    "Source",
    "SourceLookup",
    "WorkRow",
)
