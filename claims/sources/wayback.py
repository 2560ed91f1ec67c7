"""The Wayback Machine: archived copies of the pages that a claim names, and saving one that has none.

https://archive.org/help/wayback_api.php (availability)
https://docs.google.com/document/d/1Nsv52MvSjbLb2PCpHlat0gkzw0EvtSgpKHu4mk0MnrA/ (Save Page Now 2)
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from claims.sources.base import Access, Answer, Hit, Option, Pace, Query, Question, SourceRefused, SourceUnavailable
from claims.sources.json_answers import address_of, parsed, text_of
from claims.sources.keeping import kept
from claims.sources.needed import keyed, needed

MOST_PAGES = 5
MOST_POLLS = 5
"""How often a saving is asked after; the source's pace is the wait between."""
REASON = "An archived copy: read what the page said then."
_URL = re.compile(r"https?://[^\s<>\"“”]+")
_STAMP = re.compile(r"\d{14}")
_JOB = re.compile(r"[\w-]{1,100}")
_LATER = re.compile(
    r"error:(?:user-session-limit|bandwidth-limit-exceeded|max-daily-.*|soft-time-limit-exceeded|too-many-(?:daily-captures"
    r"|requests)|service-unavailable|.*timeout|bad-gateway|internal-server-error|celery|cannot-fetch|capture-location-error"
    r"|proxy-error|protocol-error|no-browsers-available|job-failed)"
)
"""The `status_ext` of what may go well later. A page that is blocked, gone, too large or redirects too often is not."""


class NotSaved(Exception):
    """The archive will not take this page; the message says why. That it has no copy is an answer all the same."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy of a page."""

    url: str
    made_at: datetime


class WaybackSource:
    """Whether a page that a claim names, or that a reviewer adds to the query, is archived near the article's day."""

    name = "wayback"
    version = "2"
    title = "Wayback Machine"
    needs_network = True
    licence = "as stated on the page"
    options: tuple[Option, ...] = (
        Option("url", "Where availability is asked.", "https://archive.org/wayback/available"),
        Option("save", "“yes”: a page without a copy is saved, with the key and secret.", "no"),
        Option("save_url", "Where pages are saved.", "https://web.archive.org/save"),
        Option("key", "The access key of an archive.org account; needed to save.", secret=True),
        Option("secret", "The secret that belongs to the access key.", secret=True),
    )
    pace = Pace(requests=1, seconds=5, at_once=1)

    def applies(self, question: Question) -> str:
        """A claim that names a web address."""
        return "" if _URL.search(question.text) else "The claim names no web address."

    def plan(self, question: Question) -> Query:
        """The addresses, and the day that the copy should be near to."""
        urls = [url.rstrip(".,;:!?)]’'") for url in _URL.findall(question.text)]
        return {
            "urls": " ".join(dict.fromkeys(urls)),
            "near": f"{question.said_on:%Y%m%d}" if question.said_on else "",
        }

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Ask for each page; save those without a copy, if the operator wants that. See Connector."""
        hits, unsaved = [], []
        for url in str(query["urls"]).split()[:MOST_PAGES]:
            if not address_of(url):
                raise SourceRefused(f"“{url}” is no web address. Correct it in the query.")
            copy = _closest(url, str(query["near"]), access)
            if copy is None and access.options["save"] == "yes":
                try:
                    copy = save_page(url, access)
                except (SourceUnavailable, NotSaved) as error:
                    unsaved.append(error)
            if copy is not None:
                hits.append(_hit(url, copy))
        later = [error for error in unsaved if isinstance(error, SourceUnavailable)]
        if later and not hits:
            raise later[0]
        again = " Look it up again to have that tried again." if later else ""
        # What was found is not held back for what could not be saved.
        note = " ".join(dict.fromkeys(map(str, unsaved))) + again
        return replace(kept(access, hits, query), note=note)


def save_page(url: str, access: Access) -> Copy:
    """Have a page archived as it is now; one that was saved in the last day is not saved again.

    Raises:
        SourceUnavailable: it is not done yet, or cannot be done now; asking again goes on with the same saving.
        NotSaved: the archive does not take this page.
        SourceRefused: the account may not save.
    """
    key, secret = (needed(WaybackSource(), name, access) for name in ("key", "secret"))
    headers = {"Authorization": f"LOW {key}:{secret}", "Content-Type": "application/x-www-form-urlencoded"}
    where = access.options["save_url"].rstrip("/")
    body = urlencode({"url": url, "if_not_archived_within": "1d", "skip_first_archive": "1"}).encode()
    with keyed(WaybackSource(), "key", "secret"):
        answer = parsed(access.post(where, body, headers=headers))
    job = text_of(answer, "job_id")
    if not _JOB.fullmatch(job):
        raise _not_saved(url, answer)
    for _ in range(MOST_POLLS):
        status = parsed(access.get(f"{where}/status/{job}", headers={"Authorization": headers["Authorization"]}))
        made_at = _moment(text_of(status, "timestamp"))
        if text_of(status, "status") == "success" and made_at is not None:
            page = address_of(text_of(status, "original_url")) or url
            return Copy(address_of(f"https://web.archive.org/web/{made_at:%Y%m%d%H%M%S}/{page}"), made_at)
        if text_of(status, "status") == "error":
            raise _not_saved(url, status)
    raise SourceUnavailable(f"The Wayback Machine is still saving {url}.")


def _closest(url: str, near: str, access: Access) -> Copy | None:
    params = {"url": url, **({"timestamp": near} if near else {})}
    answer = parsed(access.get(access.options["url"], params))
    snapshots = answer.get("archived_snapshots") if isinstance(answer, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    address, made_at = address_of(text_of(closest, "url")), _moment(text_of(closest, "timestamp"))
    # A copy of an error page is no copy of the page.
    usable = isinstance(closest, dict) and closest.get("available") is True and text_of(closest, "status") == "200"
    return Copy(address, made_at) if usable and address and made_at else None


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC) if _STAMP.fullmatch(stamp) else None
    except ValueError:
        return None


def _not_saved(url: str, answer: Any) -> SourceUnavailable | NotSaved:
    code, why = text_of(answer, "status_ext"), text_of(answer, "message")
    told = f"The Wayback Machine did not save {url}: {(why or code or 'it does not say why').rstrip('.')}."
    return SourceUnavailable(told) if _LATER.fullmatch(code) else NotSaved(told)


def _hit(url: str, copy: Copy) -> Hit:
    made = f"{copy.made_at.day} {copy.made_at:%B %Y, %H:%M} UTC"
    return Hit(
        title=f"Archived copy of {url}"[:300],
        publisher="Internet Archive",
        quote=f"The Wayback Machine has a copy of {url} made on {made}.",
        verbatim=False,
        reason=REASON,
        url=copy.url,
        licence=WaybackSource.licence,
        as_of=copy.made_at.date(),
    )
