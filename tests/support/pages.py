"""Pages to read, as outlets make them."""

PARAGRAPHS = (
    "The council of Examplia met on Tuesday and voted for the new bridge over the Mill River, the mayor said.",
    "The bridge will cost 4.2 million euros, 12 percent more than the plan of 2019 said, and open in two years.",
    "About 3,000 families live on the far bank; today they drive 14 kilometres to the next crossing every day.",
)


def page(*paragraphs: str, head: str = "", title: str = "Council votes for the bridge", lang: str = "en") -> bytes:
    """A page with an article of these paragraphs, between a menu and a footer."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs or PARAGRAPHS)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        "<footer>© The Examplia Courier. All rights reserved.</footer></body></html>"
    ).encode()
