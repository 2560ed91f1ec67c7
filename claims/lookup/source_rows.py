"""The Source rows: one for each connector, off until somebody switches it on; and what each still lacks."""

import os
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from claims.models import Source, SourceCircuit
from claims.sources import all_connectors
from claims.sources.access import secret_variable
from claims.sources.base import Connector, Pace

MIRRORED = ("title", "needs_network", "licence")
"""What the connector says of itself and the row repeats, for lists and for the API."""


class Missing(NamedTuple):
    """A required option without a value, and where it is set."""

    problem: str
    remedy: str


def sync_sources(using: str = "default") -> None:
    """Make a row, switched off, for every connector that has none, and repeat what connectors say of themselves."""
    rows = Source.objects.using(using)
    known = {row.name: row for row in rows.all()}
    for connector in all_connectors():
        said = {name: getattr(connector, name) for name in MIRRORED}
        row = known.get(connector.name)
        if row is None:
            row = rows.create(name=connector.name, enabled=False, **said)
        elif any(getattr(row, name) != value for name, value in said.items()):
            rows.filter(pk=row.pk).update(**said)
    circuits = SourceCircuit.objects.using(using)
    circuits.bulk_create([SourceCircuit(source=row) for row in rows.filter(circuit=None)], ignore_conflicts=True)


def pace_of(source: Source, connector: Connector) -> Pace:
    """How often the source may be asked: what its operator set, else what its connector declares."""
    own = connector.pace
    return Pace(
        requests=source.rate_requests or own.requests,
        seconds=source.rate_seconds or own.seconds,
        at_once=source.rate_at_once or own.at_once,
        is_shared=own.is_shared,
    )


def destination(connector: Connector, stored: Mapping[str, str]) -> str:
    """Where a source's questions go, in words: the hosts of its addresses, else its title."""
    addresses = (stored.get(option.name) or option.default for option in connector.options if not option.secret)
    hosts = [urlsplit(value).netloc.rpartition("@")[2] for value in addresses if value.startswith(("http:", "https:"))]
    return ", ".join(dict.fromkeys(hosts)) or connector.title


def missing_options(connector: Connector, stored: Mapping[str, str]) -> list[Missing]:
    """The required options that have no value."""
    missing = []
    for option in connector.options:
        if not option.required:
            continue
        if option.secret:
            variable = secret_variable(connector.name, option.name)
            if not os.environ.get(variable):
                remedy = f"Set the environment variable {variable} for web and workers: {option.help}"
                missing.append(Missing(f"{connector.title} needs its “{option.name}”, which is a secret.", remedy))
        elif not (stored.get(option.name) or option.default):
            remedy = f"Set it on the source's page in the admin: {option.help}"
            missing.append(Missing(f"{connector.title} needs its option “{option.name}”.", remedy))
    return missing
