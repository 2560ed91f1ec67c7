"""Files sent into the reference library: the form by which they come in, and what became of each."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest

from claims import tasks
from claims.admin.base import ReadOnlyAdmin
from claims.library.importers.base import Details, LibraryDataError
from claims.library.importers.kinds import IMPORTERS
from claims.library_uploads import MOST_BYTES, send_in, state_in_words
from claims.models import LibraryUpload
from claimtracker.doorbell import ring
from claimtracker.people.models import User

DETAILS = ("title", "publisher", "edition", "as_of", "place", "url", "licence")


class LibraryUploadForm(forms.ModelForm):
    """A file, what it is, and what it does not say of itself."""

    file = forms.FileField(
        allow_empty_file=True,
        help_text=f"Text, HTML, PDF, figures as CSV or JSON lines, World Factbook JSON, World Bank or UNHCR CSV; "
        f"at most {MOST_BYTES // 1024**2} MB.",
    )
    kind = forms.ChoiceField(
        required=False,
        choices=[("", "Told by the file itself"), *((each.kind, each.title) for each in IMPORTERS.values())],
    )

    url = forms.URLField(required=False, max_length=2000, label="URL", assume_scheme="https")

    class Meta:
        model = LibraryUpload
        fields = DETAILS

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                f"“{file.name}” has {file.size:,} bytes; {MOST_BYTES:,} is the most here. "
                "Use manage.py import_library for it."
            )
        if not file.size:
            raise forms.ValidationError(f"“{file.name}” is empty.")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.details = Details(**{name: cleaned[name] for name in DETAILS})
            except LibraryDataError as refusal:
                self.add_error(None, str(refusal))
        return cleaned


@admin.register(LibraryUpload)
class LibraryUploadAdmin(ReadOnlyAdmin):
    list_display = ("name", "standing", "size", "submitted_by", "received_at", "finished_at")
    list_filter = ("state",)
    list_select_related = ("submitted_by",)
    search_fields = ("name", "title", "publisher")
    search_help_text = "In file names, titles and publishers."
    fields = (
        "name", "standing", "failure", "kind", *DETAILS, "size", "sha256", "submitted_by", "received_at",
        "finished_at", "attempts", "documents", "unchanged", "passages", "figures",
    )  # fmt: skip
    readonly_fields = ("standing",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.add_libraryupload")

    def get_queryset(self, request: HttpRequest) -> QuerySet[LibraryUpload]:
        rows: QuerySet[LibraryUpload] = super().get_queryset(request).defer("data")
        return rows

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        return super().get_form(request, obj, change, **kwargs) if obj else LibraryUploadForm

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj:
            return super().get_fieldsets(request, obj)
        about = {"fields": DETAILS, "description": "What the file does not say of itself. Evidence is cited by it."}
        return [(None, {"fields": ["file", "kind"]}), ("About it", about)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_readonly_fields(request, obj) if obj else ()

    def save_form(self, request: HttpRequest, form: Any, change: Any) -> LibraryUpload:
        file = form.cleaned_data["file"]
        return send_in(
            file.name,
            file.read(),
            form.details,
            kind=form.cleaned_data["kind"],
            submitted_by=cast("User", request.user),
        )

    def save_model(self, request: HttpRequest, obj: LibraryUpload, form: Any, change: Any) -> None:
        """The row is stored by the service already: only the bell is left to ring."""
        ring(tasks.import_upload, obj.pk)
        self.message_user(request, "A worker imports it: reload the page in a moment.", messages.INFO)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """An upload has no related rows, and its form has nothing left to save."""

    @admin.display(description="state", ordering="state")
    def standing(self, upload: LibraryUpload) -> str:
        return state_in_words(upload)
