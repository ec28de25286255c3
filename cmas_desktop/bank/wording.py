"""Words of items: how they are counted and which of them give a test-wise guesser a hold."""

from __future__ import annotations

import re

from cmas_desktop.engine.items import Item


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


EXHIBIT_WORDS = 40
"""An exhibit takes the reading time of so many words."""

ABSOLUTE = word_set(
    "always never all only must none every everyone everything nobody nothing cannot entirely completely"
    " totally solely exclusively invariably"
)
"""Words that a test-wise candidate holds for signs of a wrong option."""

QUALIFIED = word_set(
    "may might can could usually generally often most some sometimes typically commonly likely probably"
    " frequently normally tends primarily"
)
"""Words that a test-wise candidate holds for signs of the key."""

FUNCTION_WORDS = word_set(
    "a an the and or but nor so if then than as at by for from in into of off on onto out over to under up"
    " with within without about after again against before between down during through until while upon per"
    " i he she it we you they him her his hers its their theirs them this that these those who whom whose"
    " which what when where why how there here is are was were be been being am do does did done has have had"
    " having will would shall should may might can could must not no yes also too very just each other"
    " another both either one two more most best first next now s t"
)
"""Words that carry no content: no guesser matches on them."""

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
READ_WORD = re.compile(r"\S*[A-Za-z0-9]\S*")
LETTER_NAMED = re.compile(
    r"\b(?:[Oo]ptions?|[Cc]hoices?|[Aa]nswers?|[Dd]istractors?)\s+[\"'(]?[A-D]\b"
    r"|\([A-D]\)|\b(?<!Part )[A-D] (?:is|was) (?:right|wrong|correct|incorrect|the (?:key|answer|best))\b"
    r"|\b(?:[Tt]he )?(?:first|second|third|fourth|last) (?:option|choice|answer|distractor)\b"
)
BANNED_OPTION = re.compile(
    r"\b(?:all|none|both|any|neither|two) of the (?:above|below|following|these|options|choices|answers)\b"
    r"|\b(?:all|none|both) of these\b|^(?:both|neither)?\s*[A-D] (?:and|or|nor|&) [A-D]\b(?! \w)"
    r"|^(?:true|false)\b[.,]?$",
    re.IGNORECASE,
)
NEGATIVE_CAPITALS = re.compile(r"\b(?:NOT|EXCEPT|LEAST)\b")
SUBORDINATE = r"(?:when|that|who|whose|if|because|since|after|once|until)"
NEGATIVE_HIDDEN = re.compile(
    rf"\b(?i:which|what)\b(?:(?!\b{SUBORDINATE}\b)[^.?;,])*"
    r"\b(?:(?:is|are|was|were)\s+(?:not|incorrect|false|untrue)|least likely)\b"
    r"|\bexcept(?: for)?\s*[:?]|\b[Aa]ll of the following\b[^?]*\bexcept\b"
)


def words(text: str) -> list[str]:
    """The words of a text in lower case, figures left out and possessive endings cut."""
    return [re.sub(r"['’]s$", "", word.lower()) for word in WORD.findall(text)]


def content_terms(text: str) -> list[str]:
    """The words of a text that carry content, singular and plural made one, as often as they stand there."""
    return [_singular(word) for word in words(text) if word not in FUNCTION_WORDS and len(word) > 1]


def content_words(text: str) -> set[str]:
    """The different words of a text that carry content."""
    return set(content_terms(text))


def word_count(text: str) -> int:
    """How many words a reader meets: everything between spaces that holds a letter or a figure."""
    return len(READ_WORD.findall(text))


def reading_words(item: Item) -> int:
    """The words of stem and options together."""
    return word_count(item.stem) + sum(word_count(option) for option in item.options)


def lead_in(stem: str) -> str:
    """The question of a stem: its last sentence."""
    return re.split(r"(?<=[.!?:])[\"')]*\s+", stem.strip())[-1]


def is_negative(stem: str) -> bool:
    """Whether a stem asks for the exception, in capitals as the guide wants it or hidden."""
    return bool(NEGATIVE_CAPITALS.search(stem)) or is_hidden_negative(stem)


def is_hidden_negative(stem: str) -> bool:
    """Whether the question asks for the exception without capitals."""
    return bool(NEGATIVE_HIDDEN.search(lead_in(stem)))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
