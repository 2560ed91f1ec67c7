"""Claims in the stock admin: read, searched and filtered; articles come in here, sources are switched here."""

from claims.admin.articles import ArticleAdmin
from claims.admin.claims import ClaimAdmin
from claims.admin.library import ReferenceDocumentAdmin, ReferenceFigureAdmin
from claims.admin.library_uploads import LibraryUploadAdmin
from claims.admin.names import ClaimantAdmin, OutletAdmin
from claims.admin.sources import EvidenceAdmin, SourceAdmin, SourceLookupAdmin

__all__ = (
    "ArticleAdmin",
    "ClaimAdmin",
    "ClaimantAdmin",
    "EvidenceAdmin",
    "LibraryUploadAdmin",
    "OutletAdmin",
    "ReferenceDocumentAdmin",
    "ReferenceFigureAdmin",
    "SourceAdmin",
    "SourceLookupAdmin",
)
