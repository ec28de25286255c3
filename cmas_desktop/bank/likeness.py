"""Items that are too much alike: near-duplicates in content, and stems cut from one template."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log

from cmas_desktop.bank.findings import Finding, Severity
from cmas_desktop.bank.reading import Bank
from cmas_desktop.bank.wording import FUNCTION_WORDS, content_terms, word_set
from cmas_desktop.engine.items import Item

COSINE_LISTED, COSINE_MOST = 0.60, 0.80
"""Cosines from which a pair is listed for a second look, and above which it is an error."""

NUMBER = re.compile(r"\$?\d[\d,.:/%-]*")
NAME = re.compile(r"\b[A-Z][\w'’]*")
NUMBER_WORDS = word_set(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty ninety"
)
PRONOUNS = word_set("he she him her his hers they them their theirs")


def duplicate_findings(bank: Bank) -> Iterator[Finding]:
    """Pairs of items alike in stem and key, told at both; only a warning where they are enemies."""
    for first, second, cosine in near_duplicates(bank.items, COSINE_LISTED):
        enemies = second.id in first.enemies or first.id in second.enemies
        if enemies and cosine <= COSINE_MOST:
            continue
        severity = Severity.ERROR if cosine > COSINE_MOST and not enemies else Severity.WARNING
        for one, other in ((first, second), (second, first)):
            sentence = f"Stem and key are much like those of {other.id}: cosine {cosine:.2f}."
            yield Finding(bank.files[one.id], one.id, "stem", "duplicate", sentence, severity)


def likely_enemies(items: Sequence[Item], above: float) -> list[tuple[Item, Item, float]]:
    """The pairs that may state or cue one fact, most alike first: to be read, and set as enemies or not.

    Alike by stem, key and the key's rationale; pairs that are enemies already are left out.
    """
    pairs = near_duplicates(items, above, with_rationale=True)
    open_pairs = [
        (one, other, cosine)
        for one, other, cosine in pairs
        if other.id not in one.enemies and one.id not in other.enemies
    ]
    return sorted(open_pairs, key=lambda pair: -pair[2])


def near_duplicates(
    items: Sequence[Item], above: float, with_rationale: bool = False
) -> list[tuple[Item, Item, float]]:
    """The pairs whose TF-IDF vectors of stem and key have a cosine above a bound.

    Weights are term count times ln(N / document count) + 1, on content words and numbers; vectors have
    length 1.
    """
    import numpy as np

    told = [Counter(_terms(item, with_rationale)) for item in items]
    spread = Counter(term for terms in told for term in terms)
    places = {term: place for place, term in enumerate(t for t, count in spread.items() if count > 1)}
    vectors = np.zeros((len(items), len(places)), np.float32)
    for row, terms in enumerate(told):
        weights = {term: count * (log(len(items) / spread[term]) + 1) for term, count in terms.items()}
        length = sum(weight**2 for weight in weights.values()) ** 0.5
        for term, weight in weights.items():
            if term in places:
                vectors[row, places[term]] = weight / length
    cosines = np.triu(vectors @ vectors.T, k=1)
    pairs = np.argwhere(cosines > above)
    return [(items[a], items[b], float(cosines[a, b])) for a, b in pairs.tolist()]


def template(stem: str) -> str:
    """A stem with names, numbers and pronouns masked: what is left when only these are changed."""
    masked = NAME.sub(_mask_name, NUMBER.sub(" # ", stem))
    words = re.findall(r"[a-z]+|[#@]", masked.lower())
    kinds = ["#" if word in NUMBER_WORDS else "~" if word in PRONOUNS else word for word in words]
    return " ".join(word for word, _ in groupby(kinds))


def template_groups(items: Sequence[Item]) -> list[list[Item]]:
    """The groups of two and more items whose stems come from one template, largest first."""
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[template(item.stem)].append(item)
    return sorted((group for group in groups.values() if len(group) > 1), key=len, reverse=True)


def template_findings(bank: Bank) -> Iterator[Finding]:
    """A warning for each template, at its first item; the bound stands among the figures."""
    for group in template_groups(bank.items):
        others = ", ".join(item.id for item in group[1:])
        sentence = f"Only names and numbers part this stem from that of {others}."
        yield Finding(bank.files[group[0].id], group[0].id, "stem", "template", sentence, Severity.WARNING)


def _mask_name(match: re.Match[str]) -> str:
    word = match[0].lower()
    return word if word in FUNCTION_WORDS | NUMBER_WORDS else "@"


def _terms(item: Item, with_rationale: bool) -> list[str]:
    text = f"{item.stem} {item.options[item.key]}"
    if with_rationale:
        text += f" {item.rationale[item.key]}"
    return content_terms(text) + NUMBER.findall(text)
