"""An article's claims with everything found about them: as one document for programs, as text for people."""

import textwrap
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from claims.choices import Comparator, LookupState, Stance, WorkState
from claims.models import Appearance, ArticleRevision, Claim, Evidence, Quantity, SourceLookup
from claims.querysets import claims_of_article

UNITS_WITHOUT_A_WORD = ("count", "year")
LONGEST_QUOTE = 240
NO_CLAIMS = {
    WorkState.DONE: "No checkable claim was found in this text.",
    WorkState.GIVEN_UP: "The claims of this text could not be found: see the article in the admin for the reason.",
}
NOT_AN_ANSWER = (LookupState.FAILED, LookupState.GIVEN_UP)


def article_document(revision: ArticleRevision) -> dict[str, Any]:
    """The article and its claims, most check-worthy first, as JSON-ready values."""
    article = revision.article
    return {
        "article": {
            "id": article.pk,
            "title": article.title,
            "outlet": article.outlet.name if article.outlet else "",
            "byline": article.byline,
            "dateline": article.dateline,
            "url": article.canonical_url,
            "language": article.language,
            "published_at": article.published_at.isoformat() if article.published_at else None,
            "revision": revision.number,
            "state": revision.state,
            "text": revision.text,
            "text_sha256": revision.text_sha256,
            "extractor": revision.extractor,
            "notes": revision.notes,
        },
        "claims": [
            _claim(claim, appearance)
            for claim in claims_of_article(article.pk)
            for appearance in claim.appearances.all()
            if appearance.revision_id == revision.pk and not appearance.suppressed_reason
        ],
    }


def _claim(claim: Claim, appearance: Appearance) -> dict[str, Any]:
    wording = list(claim.wordings.all())[-1]
    return {
        "id": claim.pk,
        "text": wording.text,
        "exact": appearance.exact,
        "start": appearance.start,
        "end": appearance.end,
        "claimant": claim.claimant.name if claim.claimant else "",
        "kind": claim.kind,
        "check_worthiness": round(claim.check_worthiness, 3),
        "reason": claim.selection_reason,
        "quantities": [_quantity(quantity) for quantity in wording.quantities.all()],
        "matches": [],
        "lookups": [_lookup(each) for each in claim.lookups.all()],
        "evidence": [_evidence(each) for each in claim.evidence.all()],
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "text": quantity.text,
        "value": number(quantity.value),
        "upper": number(quantity.upper),
        "comparator": quantity.comparator,
        "unit": quantity.unit,
        "counted": quantity.counted,
        "population": quantity.population,
        "place": quantity.place,
        "period": quantity.period,
    }


def _lookup(lookup: SourceLookup) -> dict[str, Any]:
    return {"source": lookup.source.name, "state": lookup.state, "error": lookup.failure, "note": lookup.note}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.publisher,
        "title": evidence.title,
        "edition": evidence.edition,
        "url": evidence.url,
        "as_of": evidence.as_of.isoformat() if evidence.as_of else None,
        "quote": evidence.quote,
        "verbatim": evidence.verbatim,
        "figure": {
            "claimed": number(evidence.quantity.value if evidence.quantity else None),
            "found": number(evidence.found_value),
            "unit": evidence.found_unit,
        },
        "stance": evidence.stance,
        "reason": evidence.reason,
    }


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the value is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def article_text(document: dict[str, Any], *, width: int = 100) -> str:
    """The document of `article_document` as a readable table, lines at most `width` wide."""
    article, claims = document["article"], document["claims"]
    heading = " · ".join(part for part in (article["title"], article["outlet"], article["dateline"]) if part)
    count = f"{len(claims)} claim" + ("" if len(claims) == 1 else "s")
    lines = [_printable(heading) or f"Article {article['id']}", f"{count}, most check-worthy first"]
    lines += [line for note in article["notes"] for line in textwrap.wrap(_printable(f"Note: {note}"), width)]
    lines.append("")
    if not claims:
        lines.append(NO_CLAIMS.get(article["state"], "The claims of this text are still being found."))
    for position, claim in enumerate(claims, start=1):
        lines += [*_claim_lines(position, claim, width), ""]
    return "\n".join(lines)


def _claim_lines(position: int, claim: dict[str, Any], width: int) -> Iterator[str]:
    yield from _row(f"{position:>3}.  {claim['check_worthiness']:.2f}", f"“{claim['exact']}”", width)
    if claim["text"] != claim["exact"]:
        yield from _row("reads as", claim["text"], width)
    by = f", claimed by {claim['claimant']}" if claim["claimant"] else ""
    yield from _row("kind", f"{claim['kind']}{by}; characters {claim['start']} to {claim['end']}", width)
    for quantity in claim["quantities"]:
        yield from _row("figure", quantity_text(quantity), width)
    for lookup in claim["lookups"]:
        yield from _row("look-up", _lookup_text(lookup), width)
    for evidence in claim["evidence"]:
        dated = ", ".join(part for part in (evidence["edition"], evidence["as_of"]) if part)
        stance, figure = Stance(evidence["stance"]), evidence["figure"]
        named = f"{evidence['source']}: {evidence['title']}" + (f" ({dated})" if dated else "")
        yield from _row(stance.label.lower(), named, width)
        yield from _row("", evidence["reason"], width)
        is_words_alone = figure["found"] is None and stance != Stance.NOT_COMPARABLE
        if is_words_alone or stance == Stance.NO_SUGGESTION:
            yield from _row("", f"“{textwrap.shorten(evidence['quote'], LONGEST_QUOTE, placeholder=' …')}”", width)
        if figure["found"] is not None:
            yield from _row("", _figures_text(figure), width)
        if evidence["url"]:
            yield from _row("", evidence["url"], width)


def _figures_text(figure: dict[str, Any]) -> str:
    claimed = "no figure" if figure["claimed"] is None else f"{figure['claimed']:,}"
    return f"claimed {claimed}, found {figure['found']:,}"


def _lookup_text(lookup: dict[str, Any]) -> str:
    state = LookupState(lookup["state"])
    detail = lookup["error"] if state in NOT_AN_ANSWER else lookup["note"]
    return f"{lookup['source']}: {state.label.lower()}" + (f" ({detail})" if detail else "")


def quantity_text(quantity: dict[str, Any]) -> str:
    """A quantity in words: “more than 46 percent · Tajiks · of the population · Afghanistan”."""
    comparator = Comparator(quantity["comparator"])
    bound = "" if comparator in (Comparator.EXACTLY, Comparator.BETWEEN) else f"{comparator.label} "
    unit = "" if quantity["unit"] in UNITS_WITHOUT_A_WORD else f" {quantity['unit']}".replace("_", " ")
    value = f"{quantity['value']:,}" if quantity["unit"] != "year" else str(quantity["value"])
    if quantity["upper"] is not None:
        value += f" to {quantity['upper']}"
    parts = [
        f"{bound}{value}{unit}",
        quantity["counted"],
        f"of {quantity['population']}" if quantity["population"] else "",
        quantity["place"],
        quantity["period"],
    ]
    return " · ".join(part for part in parts if part)


def _printable(text: str) -> str:
    """The text without what would command the terminal that it is printed on."""
    return "".join(character if character.isprintable() else " " for character in text)


def _row(label: str, text: str, width: int) -> list[str]:
    indent = 16
    return textwrap.wrap(
        _printable(text),
        width=max(width, 40),
        initial_indent=f"{label:<{indent - 1}} ",
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
