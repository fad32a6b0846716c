"""What tests do with a page again and again: follow a link to its end, and ask what keeps people out."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def follow(control: Locator) -> None:
    """Click a link, or the button of a form, and wait for the page it leads to."""
    with control.page.expect_navigation():
        control.click()


def barriers(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong with a page as it stands: (rule, the first element that breaks it)."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], each["nodes"][0]["target"]) for each in found]
