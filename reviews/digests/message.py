"""A digest as a mail: subject, plain text and HTML with its styles inlined."""

import re
from collections.abc import Sequence
from datetime import tzinfo
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from reviews.digests.content import DigestContent

LANGUAGE = "en"
PREHEADER_LENGTH = 120


def compose(content: DigestContent, zone: tzinfo, *, to: Sequence[str] = ()) -> EmailMultiAlternatives:
    """The digest as a multipart/alternative message, dates shown in `zone`."""
    host = urlsplit(settings.DESK_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=subject_of(content),
        body=render_text(content, zone),
        from_email=_sender(),
        to=list(to),
        headers={
            "Message-ID": f"<digest.{str(content.week).lower()}@{host}>",
            "List-Id": f"Weekly digest <digest.{host}>",
            "Content-Language": LANGUAGE,
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_html(content, zone), "text/html")
    return message


def subject_of(content: DigestContent) -> str:
    """Who writes, what there is and of which days: Claim Tracker: 2 verdicts, 1 correction (16–22 November 2026)."""
    return f"{_desk_name()}: {summary_of(content)} ({content.week.label})"


def summary_of(content: DigestContent) -> str:
    """How much there is, in words: 2 verdicts, 1 correction."""
    counts = (
        (len(content.verdicts), "verdict"),
        (len(content.corrections), "correction"),
        (len(content.retractions), "retraction"),
    )
    parts = [f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in counts if number]
    return ", ".join(parts) or "nothing published"


def render_text(content: DigestContent, zone: tzinfo) -> str:
    """The plain-text part."""
    text = _render("reviews/digest/message.txt", content, zone)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def render_html(content: DigestContent, zone: tzinfo) -> str:
    """The HTML part: styles inlined, with media queries kept for dark mode and narrow screens."""
    page = _render("reviews/digest/message.html", content, zone)
    inliner = css_inline.CSSInliner(keep_at_rules=True, keep_style_tags=False, load_remote_stylesheets=False)
    return inliner.inline(page)


def _render(template: str, content: DigestContent, zone: tzinfo) -> str:
    context = {
        "content": content,
        "desk_name": _desk_name(),
        "language": LANGUAGE,
        "subject": subject_of(content),
        "summary": summary_of(content),
        "preheader": _preheader(content),
        "sections": (
            ("New verdicts", content.verdicts),
            ("Corrections", content.corrections),
            ("Retractions", content.retractions),
        ),
    }
    with timezone.override(zone):
        return render_to_string(template, context)


def _preheader(content: DigestContent) -> str:
    lines = [
        f"{'Retracted' if entry.is_retraction else entry.verdict.rating_label}: "
        f"{entry.withdrawn.headline if entry.withdrawn else entry.verdict.headline}"
        for entry in content.entries
    ]
    return Truncator("; ".join(lines) or "No verdict was published in this week.").chars(PREHEADER_LENGTH)


def _desk_name() -> str:
    return " ".join(settings.DESK_NAME.split())


def _sender() -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or _desk_name(), address))
