"""A person at the keyboard of a page: every press is counted."""

from playwright.sync_api import Page


class Keyboard:
    """Presses keys and types, and counts both: `presses` of commands, `letters` of words."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0
        self.letters = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.letters += len(text)
