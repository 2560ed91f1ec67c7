"""Options that a connector cannot do without."""

from claims.sources.access import secret_variable
from claims.sources.base import Access, Connector, SourceRefused


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
