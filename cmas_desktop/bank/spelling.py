"""Spelling: American English by a dictionary, with an allow-list of the field's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cmas_desktop.bank.findings import Finding, Severity
from cmas_desktop.bank.reading import Bank
from cmas_desktop.engine.items import LETTERS, Item

LOWER_WORD = re.compile(r"(?<!\w['’])(?<![\w@./\\-])[a-z]+(?:['’][a-z]+)?(?![\w@\\]|\.\w)")
"""Names and abbreviations begin with a capital letter and are left to the reader's eye."""

BRITISH = re.compile(
    r"ageing|amongst|anaemi\w+|cancelled|cancelling|coloured|counsell\w+|diarrhoea|enrolments?|fuelled|fuelling"
    r"|fulfils?|grey|haem\w+|instalments?|labell\w+|learnt|licences?|modelled|modelling|orthopaed\w+|practis\w+|pretence"
    r"|signalled|signalling|skilful|spelt|theatres?|totalled|totalling|travell\w+|whilst"
)
"""The spellings of British English that the dictionary, otherwise American, lets pass."""


class Dictionary:
    """The words that are spelled right: the dictionary's and the allow-list's."""

    def __init__(self, allowed: Iterable[str]) -> None:
        from spellchecker import SpellChecker

        self._checker = SpellChecker(language="en")
        self._allowed = frozenset(word.lower() for word in allowed)

    def misspelled(self, text: str) -> list[str]:
        """The words of a text that are not spelled right, each once and in order."""
        found = dict.fromkeys(word.replace("’", "'") for word in LOWER_WORD.findall(text))
        return [word for word in found if not self._known(word)]

    def _known(self, word: str) -> bool:
        plain = word.removesuffix("'s").removesuffix("'")
        if plain in self._allowed or word in self._allowed:
            return True
        if BRITISH.fullmatch(plain):
            return False
        return plain in self._checker or word in self._checker


def spelling_findings(bank: Bank, dictionary: Dictionary) -> Iterator[Finding]:
    """A finding for each misspelled word of each text."""
    for item in bank.items:
        for field, text in item_texts(item):
            for word in dictionary.misspelled(text):
                sentence = f"“{word}” is not spelled as in American English, or is missing in words.txt."
                yield Finding(bank.files[item.id], item.id, field, "spelling", sentence, Severity.ERROR)


def item_texts(item: Item) -> Iterator[tuple[str, str]]:
    """Every text of an item that a candidate reads, with the name of its field."""
    yield "stem", item.stem
    for letter, option, rationale in zip(LETTERS, item.options, item.rationale, strict=True):
        yield f"option.{letter}", option
        yield f"why.{letter}", rationale
    yield "reference", item.reference
    exhibit = item.exhibit
    if exhibit:
        yield "exhibit.title", exhibit.title
        yield "exhibit.alt", exhibit.alt
        yield "exhibit.note", exhibit.note
        yield "exhibit.fields", "\n".join(f"{label}: {value}" for label, value in exhibit.fields)
        yield "exhibit.columns", "\n".join(exhibit.columns)
        yield "exhibit.rows", "\n".join("\n".join(row) for row in exhibit.rows)


def read_words(path: Path) -> frozenset[str]:
    """The allow-list of a file: one word a line, # begins a remark; empty where there is no file."""
    if not path.exists():
        return frozenset()
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
