"""The rules that each item keeps by itself, whatever the rest of the bank holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from cmas_desktop.bank import wording
from cmas_desktop.bank.findings import Finding, Severity
from cmas_desktop.bank.recipe_checks import exhibit_text, recipe_faults
from cmas_desktop.engine.items import LETTERS, RATING_CEILING, RATING_FLOOR, Item, ItemStatus

RATIONALE_WORDS = (15, 60)
WORDS_MOST = 110
RATINGS_LEAST = 3
OWN_WORDS_LEAST, OWN_SHARE_LEAST = 3, 0.4
"""Of its content words a rationale must bring so many, and this share, that the option does not have."""

EXHIBIT_ROWS, EXHIBIT_COLUMNS = 8, 6

Fault = tuple[str, str, str, Severity]
"""Field, rule, sentence and severity of something that one item breaks."""


def item_findings(item: Item, file: str, today: date, release: bool) -> list[Finding]:
    """Everything that one item breaks by itself; a release makes a fact check that is overdue an error."""
    faults = chain(
        _identity(item),
        _stem(item),
        _options(item),
        _rationales(item),
        _ratings(item),
        _recipes(item),
        _exhibit(item),
        _dates(item, today, release),
    )
    return [Finding(file, item.id, field, rule, sentence, how) for field, rule, sentence, how in faults]


def enemy_findings(
    checked: Iterable[Item], items: Mapping[str, Item], files: Mapping[str, str]
) -> Iterator[Finding]:
    """Enemies that are not there, are the item itself, or do not name it in return.

    The last is a warning: forms heed an enemy that is named on one side only.
    """
    for item in checked:
        for enemy in item.enemies:
            severity = Severity.ERROR
            if enemy not in items:
                sentence = f"There is no item {enemy}."
            elif enemy == item.id:
                sentence = "An item cannot be its own enemy."
            elif item.id not in items[enemy].enemies:
                sentence, severity = f"{enemy} does not name this item in return.", Severity.WARNING
            else:
                continue
            yield Finding(files[item.id], item.id, "enemies", "enemy", sentence, severity)


def _identity(item: Item) -> Iterator[Fault]:
    if not re.fullmatch(rf"{re.escape(item.subarea)}-\d{{3}}", item.id):
        yield (
            "id",
            "id",
            f"An id is the study area and three digits, such as {item.subarea}-001.",
            Severity.ERROR,
        )
    if not re.search(r"[\d:§]", item.reference):
        yield (
            "reference",
            "locator",
            "The reference has no locator: no number and no topic.",
            Severity.WARNING,
        )


def _stem(item: Item) -> Iterator[Fault]:
    if not re.search(r"\?[\"')\]]*$", item.stem):
        yield "stem", "lead-in", "The stem does not end in a question.", Severity.ERROR
    if wording.is_hidden_negative(item.stem):
        yield "stem", "negative", "The question asks for the exception without capitals.", Severity.WARNING
    words = wording.reading_words(item)
    load = words + (wording.EXHIBIT_WORDS if item.exhibit else 0)
    if load > WORDS_MOST:
        note = f" and an exhibit, read in the time of {wording.EXHIBIT_WORDS}," if item.exhibit else ""
        sentence = f"Stem and options have {words} words{note} where {WORDS_MOST} is the most."
        yield "stem", "words", sentence, Severity.ERROR


def _options(item: Item) -> Iterator[Fault]:
    plain = [" ".join(option.lower().split()).rstrip(".") for option in item.options]
    for letter, option in zip(LETTERS, plain, strict=True):
        if plain.count(option) > 1:
            yield f"option.{letter}", "distinct", "Another option says the same.", Severity.ERROR
        if banned := wording.BANNED_OPTION.search(option):
            yield f"option.{letter}", "banned", f"“{banned[0]}” is no option.", Severity.ERROR


def _rationales(item: Item) -> Iterator[Fault]:
    least, most = RATIONALE_WORDS
    for letter, option, rationale in zip(LETTERS, item.options, item.rationale, strict=True):
        field = f"why.{letter}"
        count = wording.word_count(rationale)
        if not least <= count <= most:
            sentence = f"The rationale has {count} words where {least} to {most} are right."
            yield field, "rationale", sentence, Severity.ERROR
        if named := wording.LETTER_NAMED.search(rationale):
            sentence = f"“{named[0]}” names an option by its place, and places are shuffled."
            yield field, "letter", sentence, Severity.ERROR
        told = wording.content_words(rationale)
        own = told - wording.content_words(option)
        if len(own) < max(OWN_WORDS_LEAST, OWN_SHARE_LEAST * len(told)):
            yield field, "repeats", "The rationale only repeats the option.", Severity.ERROR


def _ratings(item: Item) -> Iterator[Fault]:
    if len(item.angoff) < RATINGS_LEAST:
        yield "angoff", "ratings", f"{RATINGS_LEAST} judgements are the least.", Severity.ERROR
    elif len(set(item.angoff)) == 1:
        yield "angoff", "ratings", "All judgements are the same.", Severity.WARNING
    if not all(RATING_FLOOR <= rating <= RATING_CEILING for rating in item.angoff):
        sentence = f"A judgement lies outside {RATING_FLOOR} to {RATING_CEILING}."
        yield "angoff", "ratings", sentence, Severity.ERROR


def _recipes(item: Item) -> Iterator[Fault]:
    for sentence in recipe_faults(item):
        yield "recipe", "recipe", sentence, Severity.ERROR
    amounts = all(re.fullmatch(r"\$?[\d,]+\.\d\d", option) for option in item.options)
    if amounts and not item.recipe:
        yield "recipe", "recipe", "The options are amounts, and no recipe recomputes them.", Severity.WARNING


def _exhibit(item: Item) -> Iterator[Fault]:
    exhibit = item.exhibit
    if exhibit is None:
        return
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", exhibit.kind):
        yield "exhibit.kind", "exhibit", "A kind is lower case with hyphens.", Severity.ERROR
    if len(exhibit.rows) > EXHIBIT_ROWS or len(exhibit.columns) > EXHIBIT_COLUMNS:
        sentence = f"More than {EXHIBIT_ROWS} rows or {EXHIBIT_COLUMNS} columns are slow to read."
        yield "exhibit.rows", "exhibit", sentence, Severity.WARNING
    unsaid = _numbers(exhibit_text(exhibit)) - _numbers(f"{exhibit.title} {exhibit.alt}")
    if unsaid:
        sentence = f"The text alternative does not say {', '.join(sorted(unsaid))}."
        yield "exhibit.alt", "alternative", sentence, Severity.ERROR


def _numbers(text: str) -> set[str]:
    """The numbers, dates and times in a text; single digits may be told in words, and so may nothing."""
    return set(re.findall(r"\d[\d,./:]*\d", text)) - {"0.00"}


def _dates(item: Item, today: date, release: bool) -> Iterator[Fault]:
    if item.reviewed > today:
        yield "reviewed", "date", "The fact check lies in the future.", Severity.WARNING
    if item.volatile and item.review_by is None:
        yield "review_by", "date", "A volatile fact needs a date by which to look again.", Severity.ERROR
    if item.status is not ItemStatus.RETIRED and item.review_by and item.review_by < today:
        sentence = f"The fact was to be looked at again by {item.review_by:%m/%d/%Y}."
        yield "review_by", "overdue", sentence, Severity.ERROR if release else Severity.WARNING
