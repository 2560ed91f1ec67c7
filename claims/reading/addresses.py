"""Addresses of articles: which can be stored, which belong to one site, and the form that names a page once."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from tld import get_fld, get_tld

LONGEST_ADDRESS = 2000
"""Bytes of a URL: what its column holds, and its index."""
TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|dc|ms|y|tw|tt|wbra|gbra)clid|gclsrc|mc_[ce]id|mkt_tok|igshid|_ga|_gl|ref_src|ref_url|cmpid|cmp"
    r"|at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name|bbc_team)|ns_(?:mchannel|source|campaign|linkname)"
    r"|xtor|wt\.mc_id|wt_mc|smid|ocid|ito|ncid|taid|icid|__twitter_impression|s_cid|soc_src|soc_trk|guccounter",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from and not what the page is."""


def is_web_address(url: str) -> bool:
    """Whether it is an http or https address that can be stored."""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except (ValidationError, ValueError):
        return False
    return len(url.encode(errors="replace")) <= LONGEST_ADDRESS


def clean_address(url: str) -> str:
    """The address without fragment and tracking parameters, host in lower case; as it is where it cannot be read."""
    try:
        parts = urlsplit(url.strip())
        asked = parse_qsl(parts.query, keep_blank_values=True)
        kept = [(name, value) for name, value in asked if not TRACKING.fullmatch(name)]
        query = parts.query if len(kept) == len(asked) else urlencode(kept)
        return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))
    except ValueError:
        return url


def domain_of(url: str) -> str:
    """The host name of an address, without “www.”; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_same_site(one: str, other: str) -> bool:
    """Whether both belong to one registrable domain of the public suffix list.

    Sites that give their users names of their own (`someone.blogs.example`) are kept apart where the list knows them.
    Below a suffix that the list does not know, the last two labels count; IP addresses and bare names must be equal,
    with their ports.
    """
    sites = [_site(one), _site(other)]
    return sites[0] == sites[1] != ""


def _site(url: str) -> str:
    found = get_fld(url, fail_silently=True, search_private=True)
    if found:
        return str(found)
    try:
        parts = urlsplit(url)
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return ""
    is_name = len(labels) > 1 and labels[-1].isalpha()
    is_suffix = is_name and bool(get_tld(url, fail_silently=True, search_private=True))
    return ".".join(labels[-2:]) if is_name and not is_suffix else parts.netloc
