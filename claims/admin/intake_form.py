"""The form by which people bring an article in: a text, a file or an address, and what they know about it."""

import dataclasses
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from claims import reading
from claims.reading import Document, UnreadableDocument, looks_like_page
from claims.reading.limits import MOST_BYTES

METADATA = ("title", "outlet", "canonical_url", "published_at")


class ArticleIntakeForm(forms.Form):
    """Valid when there is one way in. What people fill in beats what is read.

    Then one is set: `document` for a text that was read at once, `page` for bytes and `url` for an address that a
    worker reads.
    """

    text = forms.CharField(
        required=False,
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 80, "class": "vLargeTextField"}),
        help_text="Paste the whole article, headline and date line included.",
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        help_text=f"Plain text or HTML, at most {MOST_BYTES // 1024**2} MB.",
        allow_empty_file=True,
    )
    url = forms.CharField(
        required=False,
        max_length=2000,
        label="Or an address",
        widget=forms.URLInput(attrs={"class": "vURLField", "placeholder": "https://"}),
        help_text="The page is fetched from there, and its article is read.",
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
        help_text="Where the text that you send stands; nothing is fetched from here.",
    )
    published_at = forms.DateTimeField(
        required=False,
        label="Published at",
        widget=forms.DateTimeInput(attrs={"class": "vTextField", "placeholder": "2026-11-16 09:30"}),
        help_text="A day, or a day and a time in your time zone. Left empty, it is read from the text.",
        error_messages={"invalid": "This is no date. Write it as 2026-11-16 or 2026-11-16 09:30."},
    )

    document: Document | None = None
    page: bytes | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self._read(cleaned)
        return cleaned

    @property
    def text_field(self) -> str:
        """The name of the field that the article came in by."""
        return next((name for name in ("url", "file") if self.cleaned_data.get(name)), "text")

    @property
    def given(self) -> dict[str, str | datetime]:
        """What was filled in about the article."""
        return {field: self.cleaned_data[field] for field in METADATA if self.cleaned_data[field]}

    def _read(self, cleaned: dict[str, Any]) -> None:
        pasted: str = cleaned["text"]
        upload: UploadedFile | None = cleaned["file"]
        ways = [name for name, value in (("text", pasted.strip()), ("file", upload), ("url", cleaned["url"])) if value]
        if len(ways) > 1:
            self.add_error(ways[1], "One way in is enough: paste the text, choose a file or give an address, not both.")
        elif not ways:
            self.add_error("text", "There is no text. Paste the article's text, choose a file, or give an address.")
        elif upload and (upload.size or 0) > MOST_BYTES:
            self.add_error(
                "file", f"“{upload.name}” has {upload.size:,} bytes, {MOST_BYTES:,} is the most. Paste its text."
            )
        elif ways != ["url"]:
            data, name = (upload.read(), f"“{upload.name}”") if upload else (pasted.encode(), "The pasted text")
            self._read_bytes(data, name)

    def _read_bytes(self, data: bytes, name: str) -> None:
        if looks_like_page(data):
            # Reading a page can take seconds: that is a worker's business.
            self.page = data
            return
        try:
            document = reading.read(data, name=name)
        except UnreadableDocument as error:
            self.add_error(self.text_field, str(error))
            return
        self.document = dataclasses.replace(document, **self.given)  # type: ignore[arg-type]  # fields by their names
