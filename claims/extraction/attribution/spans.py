"""Where, in a text, sources, cues and what they say stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.extraction.attribution.features import Sentence
from claims.extraction.attribution.lexicon import has_cue
from claims.extraction.attribution.quotation import Quotation, words_of
from claims.extraction.attribution.tagging import Tagger, shipped
from claims.extraction.sentences import sentences

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spans:
    """The (start, end) of every source, cue and content in a sentence."""

    sources: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()
    contents: tuple[Span, ...] = ()


@dataclass
class Sentences:
    """Puts an article's sentences into words, in order, and remembers what one leaves to the next."""

    _quotation: Quotation = field(default_factory=Quotation)
    _cue_before: bool = False
    _quoted_before: bool = False

    def read(self, text: str, *, new_line: bool) -> tuple[list[Span], Sentence]:
        """Return the sentence's words, by place and as the tagger takes them."""
        words = words_of(text)
        quoted = self._quotation.read(text, words, new_line=new_line)
        written = [text[start:end] for start, end in words]
        sentence = Sentence(
            written, quoted, new_line, not new_line and self._cue_before, not new_line and self._quoted_before
        )
        self._cue_before = has_cue(written, quoted)
        self._quoted_before = any(quoted)
        return words, sentence


def spans_of(words: list[Span], sentence: Sentence, tagger: Tagger | None = None) -> Spans:
    """Return the spans that `tagger`, else the shipped one, finds; none where no cue and no quotation is at work."""
    if not (any(sentence.quoted) or has_cue(sentence.written, sentence.quoted) or sentence.cue_before):
        return Spans()
    labels = (tagger or shipped()).label(sentence)
    return Spans(_runs(words, labels, "S"), _runs(words, labels, "Q"), _runs(words, labels, "C"))


def _runs(words: list[Span], labels: str, wanted: str) -> tuple[Span, ...]:
    runs: list[Span] = []
    for number, (span, label) in enumerate(zip(words, labels, strict=True)):
        if label != wanted:
            continue
        if number and labels[number - 1] == wanted:
            runs[-1] = runs[-1][0], span[1]
        else:
            runs.append(span)
    return tuple(runs)


def read_document(text: str) -> Iterator[tuple[int, list[Span], Sentence]]:
    """Yield each sentence's start in `text`, its words by place in the sentence, and the sentence for the tagger."""
    reader = Sentences()
    position = 0
    for line in text.split("\n"):
        for number, (start, end) in enumerate(sentences(text, position, position + len(line))):
            words, sentence = reader.read(text[start:end], new_line=number == 0)
            yield start, words, sentence
        position += len(line) + 1
