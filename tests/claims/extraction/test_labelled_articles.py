"""Five articles that were labelled before extraction was tuned on them: nothing missed that matters, little noise."""

from claims.benchmarks.labelled_articles import ARTICLES, Scored, labelled, score
from claims.extraction.claims import extract
from claims.extraction.spans import claim_of_span


def scored() -> Scored:
    articles = [article for path in sorted(ARTICLES.glob("*.txt")) if (article := labelled(path))]
    assert len(articles) == 5
    return score([(article, extract(article.text)) for article in articles])


def test_what_a_checker_wants_is_found_with_at_most_one_in_five_noise() -> None:
    outcome = scored()
    assert outcome.recall >= 0.9, outcome.missed
    assert outcome.noise_share <= 0.2, outcome.noise


def test_no_headline_caption_or_date_line_is_listed() -> None:
    assert scored().furniture == ()


def test_a_headline_that_is_listed_counts_as_furniture() -> None:
    article = labelled(ARTICLES / "energy_business.txt")
    assert article
    start, end = article.furniture[2]
    headline = claim_of_span(article.text, start, end)
    assert score([(article, [headline])]).furniture == (headline.exact,)
