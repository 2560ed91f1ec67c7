"""axe-core in the browser tests: what it calls serious or critical is a failure."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("serious", "critical")


def grave_violations(page: Page) -> list[str]:
    """Each serious or critical violation of the page as it stands, with the elements that have it."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['help']} – " + "; ".join(node["html"][:200] for node in each["nodes"][:5])
        for each in found
        if each["impact"] in GRAVE
    ]
