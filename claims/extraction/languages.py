"""Which language a text is in: by what it declares, and by how it reads (py3langid, 140 languages, offline)."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language_info
from py3langid.langid import MODEL_FILE, LanguageIdentifier

DEFAULT = "en"
_SURE = 0.8
"""Less probable guesses are not believed against what is declared; in prose of a few sentences they are rare."""
_FEWEST_LETTERS = 20
_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class Language:
    """The language that a text is read in; `note` is a sentence where that is not what it declares, or is a guess."""

    tag: str
    """BCP 47."""
    note: str = ""

    @property
    def primary(self) -> str:
        """The tag without script and region: en of en-GB."""
        return primary(self.tag)

    @property
    def name(self) -> str:
        """The language's English name, or its tag where that is not known."""
        return name_of(self.tag)


def primary(tag: str) -> str:
    """The primary subtag of a BCP 47 tag, in lower case: en of en-GB."""
    return tag.replace("_", "-").partition("-")[0].lower()


def name_of(tag: str) -> str:
    """The English name of a language, or the tag where that is not known."""
    try:
        return str(get_language_info(primary(tag))["name"])
    except KeyError:
        return tag


def detect(text: str, *, declared: str = "") -> Language:
    """Tell the language of `text`. What is declared holds unless the text clearly reads as another language.

    Too little text to tell, and nothing declared: English.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return Language(declared or DEFAULT)
    guess, probability = _identifier().classify(sample)
    if declared and primary(declared) == guess:
        return Language(declared)
    if probability >= _SURE:
        contradicted = f"It is declared as {name_of(declared)} and reads as {name_of(guess)}." if declared else ""
        return Language(str(guess), contradicted)
    if declared:
        return Language(declared)
    return Language(DEFAULT, "" if guess == DEFAULT else "Its language could not be told; it was read as English.")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    # Loaded at the first text and kept: it takes a second.
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
