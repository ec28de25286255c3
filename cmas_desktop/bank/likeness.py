"""Items that are too much alike: near-duplicates in content, and stems cut from one template."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log

from cmas_desktop.bank.findings import Finding, Severity
from cmas_desktop.bank.reading import Bank
from cmas_desktop.bank.wording import content_words, words
from cmas_desktop.engine.items import Item

COSINE_MOST = 0.80

NUMBER = re.compile(r"\$?\d[\d,.:/%-]*")
NAME = re.compile(r"(?<![.?!:\"]\s)(?<!^)(?<!\n)\b[A-Z][\w'’]*(?:[\s-][A-Z][\w'’]*)*")


def duplicate_findings(bank: Bank) -> Iterator[Finding]:
    """Pairs of items alike in stem and key; a warning where they are enemies and so never share a form."""
    for first, second, cosine in near_duplicates(bank.items):
        severity = Severity.WARNING if second.id in first.enemies else Severity.ERROR
        sentence = f"Stem and key are alike {second.id}: cosine {cosine:.2f} where {COSINE_MOST:.2f} is the most."
        yield Finding(bank.files[first.id], first.id, "stem", "duplicate", sentence, severity)


def near_duplicates(items: Sequence[Item]) -> list[tuple[Item, Item, float]]:
    """The pairs whose TF-IDF vectors of stem and key have a cosine above the bound.

    Weights are term count times ln(N / document count) + 1, on content words and numbers; vectors have length 1.
    """
    import numpy as np

    told = [Counter(_terms(item)) for item in items]
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
    pairs = np.argwhere(cosines > COSINE_MOST)
    return [(items[a], items[b], float(cosines[a, b])) for a, b in pairs.tolist()]


def template(stem: str) -> str:
    """A stem with names and numbers masked: what is left when only these are changed."""
    masked = NAME.sub(" @ ", NUMBER.sub(" # ", stem))
    return " ".join(re.findall(r"[a-z]+|[#@]", masked.lower()))


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
        yield Finding(
            bank.files[group[0].id], group[0].id, "stem", "template", sentence, Severity.WARNING
        )


def _terms(item: Item) -> list[str]:
    text = f"{item.stem} {item.options[item.key]}"
    wanted = content_words(text)
    plain = [word for word in words(text) if content_words(word) & wanted]
    return plain + re.findall(r"\d[\d,.]*", text)
