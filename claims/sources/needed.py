"""Options that a connector cannot do without, and keys that its service does not take."""

from collections.abc import Iterator
from contextlib import contextmanager

from claims.sources.access import secret_variable
from claims.sources.base import Access, Connector, SourceRefused
from claimtracker.outbound import OutboundError

KEY_REFUSED = (401, 403)


def needed(source: Connector, name: str, access: Access) -> str:
    """The value of an option.

    Raises:
        SourceRefused: it is not set; the message says where to set it, and never what it holds.
    """
    if value := access.options.get(name, "").strip():
        return value
    [option] = [each for each in source.options if each.name == name]
    where = (
        f"the environment variable {secret_variable(source.name, name)}" if option.secret else f"its option “{name}”"
    )
    raise SourceRefused(f"{source.title} cannot be asked without {where}: {option.help}")


@contextmanager
def keyed(source: Connector, *names: str, statuses: tuple[int, ...] = KEY_REFUSED) -> Iterator[None]:
    """What is asked inside with secret options: where the service refuses them, the error names their variables."""
    try:
        yield
    except SourceRefused as refusal:
        status = refusal.__cause__.status if isinstance(refusal.__cause__, OutboundError) else None
        if status not in statuses:
            raise
        variables = " and ".join(secret_variable(source.name, name) for name in names)
        raise SourceRefused(
            f"{source.title} answered {status}: it does not take the key, or not for this. Correct {variables} for web "
            "and workers."
        ) from refusal.__cause__
