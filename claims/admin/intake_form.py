"""The form by which people bring an article in: pasted text or a file, and what they know about it."""

import dataclasses
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from claims import reading
from claims.reading import Document, UnreadableDocument

MOST_BYTES = 10 * 1024 * 1024
METADATA = ("title", "outlet", "canonical_url", "published_at")


class ArticleIntakeForm(forms.Form):
    """Valid when there is one readable text; then `document` is it. What people fill in beats what was read."""

    text = forms.CharField(
        required=False,
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 80, "class": "vLargeTextField"}),
        help_text="Paste the whole article, headline and date line included.",
    )
    file = forms.FileField(
        required=False, label="Or a file", help_text="Plain text or HTML, at most 10 MB.", allow_empty_file=True
    )
    title = forms.CharField(required=False, max_length=500, widget=forms.TextInput(attrs={"class": "vTextField"}))
    outlet = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Who published it.",
    )  # fmt: skip
    canonical_url = forms.CharField(
        required=False,
        max_length=2000,
        label="URL",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
        help_text="Its address; nothing is fetched from there.",
    )
    published_at = forms.DateTimeField(
        required=False,
        label="Published at",
        widget=forms.DateTimeInput(attrs={"class": "vTextField", "placeholder": "2026-11-16 09:30"}),
        help_text="A day, or a day and a time in your time zone. Left empty, it is read from the text.",
        error_messages={"invalid": "This is no date. Write it as 2026-11-16 or 2026-11-16 09:30."},
    )

    document: Document

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self._read(cleaned)
        return cleaned

    @property
    def text_field(self) -> str:
        """The name of the field that the text came in by."""
        return "file" if self.cleaned_data.get("file") else "text"

    def _read(self, cleaned: dict[str, Any]) -> None:
        pasted: str = cleaned["text"]
        upload: UploadedFile | None = cleaned["file"]
        if upload and pasted.strip():
            self.add_error("file", "There is a pasted text already. Paste the text or choose a file, not both.")
        elif upload and (upload.size or 0) > MOST_BYTES:
            self.add_error(
                "file", f"“{upload.name}” has {upload.size:,} bytes, {MOST_BYTES:,} is the most. Paste its text."
            )
        elif not upload and not pasted.strip():
            self.add_error("text", "There is no text. Paste the article's text, or choose a file.")
        else:
            data, name = (upload.read(), f"“{upload.name}”") if upload else (pasted.encode(), "The pasted text")
            self._read_document(data, name, cleaned)

    def _read_document(self, data: bytes, name: str, cleaned: dict[str, Any]) -> None:
        try:
            document = reading.read(data, name=name)
        except UnreadableDocument as error:
            self.add_error(self.text_field, str(error))
            return
        known: dict[str, str | datetime] = {field: cleaned[field] for field in METADATA if cleaned[field]}
        self.document = dataclasses.replace(document, **known)  # type: ignore[arg-type]  # fields by their names
