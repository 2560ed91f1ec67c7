"""Marking words of an article as a claim in a real browser: by mouse, by keyboard, without scripts, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from claims.intake import take_in
from claims.models import Article, Claim
from claims.reading import Document
from claimtracker.people.models import User
from tests.claims.admin.test_article_page import add_claim
from tests.support.browser import SignIn

TEXT = "The harbour 🐟🐟 is old.\nHerders are 46% of all 👩‍🌾, he said. The debate goes on."
MARKED = "Herders are 46% of all 👩‍🌾"
WORDS = "The debate goes on"
SELECT = """(words) => {
    const walker = document.createTreeWalker(document.getElementById("article-text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
        return;
    }
}"""


@pytest.fixture
def article(transactional_db: None) -> Article:
    taken = take_in(Document(text=TEXT))
    add_claim(taken.revision, MARKED)
    return taken.article


def open_article(page: Page, article: Article) -> None:
    page.goto(f"/admin/claims/article/{article.pk}/change/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_words_selected_behind_emoji_and_another_claim_are_added_at_their_place(
    sign_in: SignIn, reviewer: User, article: Article
) -> None:
    page = sign_in(reviewer)
    open_article(page, article)
    page.evaluate(SELECT, WORDS)
    expect(page.get_by_role("status")).to_contain_text(f"Marked: “{WORDS}”")
    expect(page.get_by_label("Words of the article")).to_have_value(WORDS)
    page.get_by_label("The claim as a sentence of its own").fill("The council still debates.")
    page.get_by_role("button", name="Add as claim").click()
    expect(page.get_by_text("“The council still debates.” is a claim of this article now.")).to_be_visible()
    claim = Claim.objects.get(wordings__text="The council still debates.")
    appearance = claim.appearances.get()
    assert (appearance.start, appearance.exact) == (TEXT.index(WORDS), WORDS)
    assert appearance.added_by == reviewer


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_words_are_selected_and_added_by_keyboard_alone_and_the_text_cannot_be_changed(
    sign_in: SignIn, reviewer: User, article: Article
) -> None:
    page = sign_in(reviewer)
    open_article(page, article)
    page.get_by_role("button", name="Select words by keyboard").press("Enter")
    text = page.get_by_role("textbox", name="The article's text")
    expect(text).to_be_focused()
    page.keyboard.type("xyz")
    for _ in range(len("The ")):
        page.keyboard.press("ArrowRight")
    for _ in range(len("harbour 🐟")):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    wording = page.get_by_label("The claim as a sentence of its own")
    expect(wording).to_be_focused()
    expect(wording).to_have_value("harbour 🐟")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“harbour 🐟” is a claim of this article now.")).to_be_visible()
    appearance = Claim.objects.latest("pk").appearances.get()
    assert (appearance.start, appearance.exact) == (TEXT.index("harbour"), "harbour 🐟")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_words_changed_by_hand_are_looked_for_where_they_stand(
    sign_in: SignIn, reviewer: User, article: Article
) -> None:
    page = sign_in(reviewer)
    open_article(page, article)
    page.evaluate(SELECT, WORDS)
    words = page.get_by_label("Words of the article")
    expect(words).to_have_value(WORDS)
    words.fill("is old")
    page.get_by_label("The claim as a sentence of its own").fill("")
    page.get_by_role("button", name="Add as claim").click()
    expect(page.get_by_text("“is old” is a claim of this article now.")).to_be_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_scripts_words_are_pasted(sign_in: SignIn, reviewer: User, article: Article) -> None:
    page = sign_in(reviewer, java_script_enabled=False)
    open_article(page, article)
    expect(page.get_by_role("button", name="Select words by keyboard")).to_be_hidden()
    page.get_by_text("Add a claim that the software did not find").click()
    page.get_by_label("Words of the article").fill(WORDS)
    page.get_by_role("button", name="Add as claim").click()
    expect(page.get_by_text(f"“{WORDS}” is a claim of this article now.")).to_be_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_marking_and_correcting_fit_a_narrow_screen(sign_in: SignIn, reviewer: User, article: Article) -> None:
    narrow = {"width": 360, "height": 740}
    page = sign_in(reviewer, viewport=narrow)
    open_article(page, article)
    page.evaluate(SELECT, WORDS)
    expect(page.get_by_label("Words of the article")).to_have_value(WORDS)
    expect(page.get_by_role("button", name="Add as claim")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= narrow["width"]
    page.goto(f"/admin/claims/claim/{Claim.objects.get().pk}/correct/")
    assert page.evaluate("document.documentElement.scrollWidth") <= narrow["width"]
