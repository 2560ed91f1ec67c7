"""Word lists that read like prose in the source."""


def word_set(listed: str) -> frozenset[str]:
    """Return the set of the words in `listed`, which white space divides."""
    return frozenset(listed.split())
