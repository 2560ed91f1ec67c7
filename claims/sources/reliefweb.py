"""ReliefWeb: reports of humanitarian organisations, collected by OCHA (API v2).

https://apidoc.reliefweb.int/ https://apidoc.reliefweb.int/parameters
"""

from typing import Any

from claims.sources.asking import keywords
from claims.sources.base import Access, Answer, Hit, Option, Pace, Query, Question, SourceRefused
from claims.sources.excerpts import excerpt, without_markup
from claims.sources.json_answers import address_of, day_of, items, parsed, text_of
from claims.sources.keeping import kept
from claims.sources.needed import needed
from claims.sources.relevance import speaks_of
from claimtracker.outbound import OutboundError

FOUND_AT_ONCE = 10
MOST_PAGES = 2
MOST_HITS = 5
LONGEST_TEXT = 200_000
FIELDS = ("title", "body", "url", "date.original", "date.created", "source.name", "source.shortname")
REASON = "A report, not a figure: read it."


class ReliefWebSource:
    """Situation reports, assessments and news releases by some 4,000 organisations."""

    name = "reliefweb"
    version = "1"
    title = "ReliefWeb"
    needs_network = True
    licence = "as stated by each organisation"
    options: tuple[Option, ...] = (
        Option("url", "The API's address.", "https://api.reliefweb.int/v2"),
        Option("appname", "The name that ReliefWeb approved for your desk; ask them for one.", required=True),
    )
    pace = Pace(requests=1000, seconds=86_400, at_once=1)

    def applies(self, question: Question) -> str:
        """Any claim with words to search by."""
        return "" if keywords(question) else "The claim has no word to search by."

    def plan(self, question: Question) -> Query:
        """The words that a report must have."""
        return {"search": keywords(question)}

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Search, page by page. See Connector."""
        params = {
            "appname": needed(self, "appname", access),
            "query[value]": str(query["search"]),
            "query[operator]": "AND",
            "limit": str(FOUND_AT_ONCE),
            **{f"fields[include][{number}]": name for number, name in enumerate(FIELDS)},
        }
        hits: list[Hit] = []
        for number in range(MOST_PAGES):
            body = _asked(f"{access.options['url'].rstrip('/')}/reports", number * FOUND_AT_ONCE, params, access)
            reports = [report["fields"] for report in items(body, "data") if isinstance(report.get("fields"), dict)]
            hits += [_hit(each, question.text) for each in reports if _speaks_of(each, question.text)]
            total = text_of(body, "totalCount")
            if len(hits) >= MOST_HITS or not total.isdigit() or int(total) <= (number + 1) * FOUND_AT_ONCE:
                break
        return kept(access, hits[:MOST_HITS], query)


def _asked(url: str, offset: int, params: dict[str, str], access: Access) -> Any:
    try:
        return parsed(access.get(url, {**params, "offset": str(offset)}))
    except SourceRefused as refusal:
        if isinstance(refusal.__cause__, OutboundError) and refusal.__cause__.status == 403:
            raise SourceRefused(
                f"ReliefWeb answered 403: it has not approved the appname “{params['appname']}”. Ask for one at "
                "https://apidoc.reliefweb.int/parameters#appname and set it as the source's option."
            ) from refusal.__cause__
        raise


def _text(report: dict[str, Any]) -> str:
    return without_markup(text_of(report, "body")[:LONGEST_TEXT])


def _speaks_of(report: dict[str, Any], claim: str) -> bool:
    return speaks_of(claim, f"{text_of(report, 'title')} {_text(report)}")


def _hit(report: dict[str, Any], claim: str) -> Hit:
    by = [text_of(source, "name") or text_of(source, "shortname") for source in items(report, "source")]
    date = report.get("date") if isinstance(report.get("date"), dict) else {}
    return Hit(
        title=text_of(report, "title") or "Untitled report",
        publisher=", ".join(filter(None, by)) or "ReliefWeb",
        quote=excerpt(_text(report), claim) or text_of(report, "title"),
        reason=REASON,
        passage=bool(_text(report)),
        url=address_of(report.get("url")),
        licence=ReliefWebSource.licence,
        as_of=day_of(text_of(date, "original")) or day_of(text_of(date, "created")),
    )
