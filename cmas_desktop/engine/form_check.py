"""A second look at a form: every constraint counted anew, nothing borrowed from the code that chose it."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form, FormQuestion
from cmas_desktop.engine.items import Cognitive, ItemStatus, ItemSummary
from cmas_desktop.engine.tolerance import LADDER, THETA_POINTS, Tolerance

SLIP = 1e-4
"""Raw points that the solver's own tolerance may add to a bound."""

ORDER_ENDINGS = RUN_ENDING, EXHIBIT_ENDING = ("in a row", "side by side")
"""How the words end that admit a run of keys, or exhibits of one kind as neighbors."""

SPREAD_ENDING = "their domains' shares"
"""How the words end that admit too few pretest items of a domain: other forms of a set have them."""

Bank = Mapping[str, ItemSummary]


def verify_form(form: Form, summaries: Sequence[ItemSummary], blueprint: Blueprint) -> list[str]:
    """What is wrong with a form, as sentences; empty for a form that is what it says it is.

    Tolerances that `form.relaxed` names are taken as they stand there; nothing else is forgiven.
    """
    bank = {item.id: item for item in summaries}
    missing = [q.item_id for q in form.questions if q.item_id not in bank]
    if missing:
        return [f"{item_id} is not in the bank." for item_id in missing]
    checks: tuple[Callable[[Form, Bank, Blueprint], Iterator[str]], ...] = (
        _check_identity,
        _check_items,
        _check_counts,
        _check_subareas,
        _check_cognitive,
        _check_enemies,
        _check_pretest,
        _check_spread,
        _check_difficulty,
        _check_order,
    )
    return [fault for check in checks for fault in check(form, bank, blueprint)]


def form_id(blueprint_key: str, questions: Sequence[FormQuestion]) -> str:
    """The id of a form: the first 12 hexadecimal digits of the SHA-256 of its questions."""
    listed = [[q.item_id, q.domain, q.subarea, q.scored, q.b, q.key, list(q.order)] for q in questions]
    text = json.dumps([blueprint_key, listed], separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:12]


def _check_identity(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    if form.blueprint != blueprint.key:
        yield f"The form is of the blueprint {form.blueprint}, not {blueprint.key}."
    if form.id != form_id(form.blueprint, form.questions):
        yield "The form's id does not fit its questions."
    low, high = blueprint.questions_range
    if not low <= len(form.questions) <= high:
        yield f"The form has {len(form.questions)} questions, not {low} to {high}."
    for words in set(form.relaxed) - set(_stated(form).words):
        if not words.endswith((*ORDER_ENDINGS, SPREAD_ENDING)):
            yield f"No tolerance gives way as the form's record says: {words}."


def _check_items(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    for item_id, times in Counter(q.item_id for q in form.questions).items():
        if times > 1:
            yield f"{item_id} stands {times} times on the form."
    for question in form.questions:
        item = bank[question.item_id]
        status = ItemStatus.SCORED if question.scored else ItemStatus.PRETEST
        stated = (question.domain, question.subarea, question.b, question.key, status, question.b_error)
        if stated != (item.domain, item.subarea, item.b, item.key, item.status, item.b_error):
            yield f"{item.id} differs from the bank."
        if sorted(question.order) != [0, 1, 2, 3]:
            yield f"{item.id} does not show each option once."
        if item.lock_order and question.order != (0, 1, 2, 3):
            yield f"{item.id} has its options locked, but they are shuffled."


def _check_counts(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    counts = Counter(q.domain for q in form.questions if q.scored)
    for domain in blueprint.domains:
        if counts[domain.key] != domain.items:
            yield f"{domain.name} has {counts[domain.key]} scored items, not {domain.items}."


def _check_subareas(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    tolerance = _stated(form)
    counts = Counter(q.subarea for q in form.questions if q.scored)
    for domain in blueprint.domains:
        for area in domain.subareas:
            off = counts[area.key] - area.items
            too_few = tolerance.subarea_minimum and off < -blueprint.subarea_slack
            if too_few or off > blueprint.subarea_slack:
                yield f"{area.name} has {counts[area.key]} scored items, not about {area.items}."


def _check_cognitive(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    levels = Counter(bank[q.item_id].cognitive for q in form.questions if q.scored)
    bounds, count = blueprint.cognitive, blueprint.scored
    if levels[Cognitive.RECALL] > bounds.recall_max * count + SLIP:
        yield f"{levels[Cognitive.RECALL]} items ask for recall: too many."
    if levels[Cognitive.APPLICATION] < bounds.application_min * count - SLIP:
        yield f"{levels[Cognitive.APPLICATION]} items ask for application: too few."
    if levels[Cognitive.ANALYSIS] < bounds.analysis_min * count - SLIP:
        yield f"{levels[Cognitive.ANALYSIS]} items ask for analysis: too few."


def _check_enemies(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    used = {q.item_id for q in form.questions}
    for question in form.questions:
        for enemy in used.intersection(bank[question.item_id].enemies) - {question.item_id}:
            yield f"{question.item_id} and {enemy} are enemies."


def _check_pretest(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    """A domain may have fewer pretest items than its share only where no further one can be used."""
    if _says(form, SPREAD_ENDING):
        return
    pretest = [q for q in form.questions if not q.scored]
    used = {q.item_id for q in form.questions}
    blocked = {enemy for item_id in used for enemy in bank[item_id].enemies}
    counts = Counter(q.domain for q in pretest)
    for domain in blueprint.domains:
        share = math.floor(len(pretest) * domain.items / blueprint.scored)
        free = [
            item.id
            for item in bank.values()
            if (item.status, item.domain) == (ItemStatus.PRETEST, domain.key)
            and item.id not in used | blocked
            and used.isdisjoint(item.enemies)
        ]
        if counts[domain.key] < share and free:
            yield f"{domain.name} has {counts[domain.key]} pretest items, not {share}; {free[0]} is free."


def _check_spread(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    """No third of the form lacks its part of the pretest items, or has them in a heap."""
    places = [at for at, question in enumerate(form.questions) if not question.scored]
    for third in range(3):
        inside = sum(1 for at in places if 3 * at // len(form.questions) == third)
        if not len(places) // 3 - 2 <= inside <= -(-len(places) // 3) + 2:
            yield f"{inside} of the {len(places)} pretest items stand in one third of the form."


def _check_difficulty(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    tolerance = _stated(form)
    ratings = [(rating / (1 - rating), count) for rating, count in blueprint.reference]
    for theta in THETA_POINTS:
        odds = math.exp(theta)
        target = sum(count * odds * ease / (1 + odds * ease) for ease, count in ratings)
        reached = sum(odds / (odds + math.exp(q.b)) for q in form.questions if q.scored)
        if abs(reached - target) > tolerance.tcc_band + SLIP:
            yield f"The TCC at {theta:+g} is {reached:.2f} raw points, the reference form's {target:.2f}."
    wanted = sum(count * ease / (1 + ease) ** 2 for ease, count in ratings)
    given = sum(math.exp(q.b) / (1 + math.exp(q.b)) ** 2 for q in form.questions if q.scored)
    if given < tolerance.information_share * wanted - SLIP:
        yield f"The information at the cut is {given:.2f}, the reference form's {wanted:.2f}."


def _check_order(form: Form, bank: Bank, blueprint: Blueprint) -> Iterator[str]:
    letters = "".join("ABCD"[q.order.index(q.key)] for q in form.questions)
    if any(letter * 4 in letters for letter in "ABCD") and not _says(form, RUN_ENDING):
        yield "More than three keys of one letter follow one another."
    kinds = [bank[q.item_id].exhibit_kind for q in form.questions]
    if any(a == b != "" for a, b in pairwise(kinds)) and not _says(form, EXHIBIT_ENDING):
        yield "Two exhibits of one kind stand side by side."


def _says(form: Form, ending: str) -> bool:
    return any(words.endswith(ending) for words in form.relaxed)


def _stated(form: Form) -> Tolerance:
    """The loosest tolerance whose words all stand in the form's record; the usual one has none."""
    return next(step for step in reversed(LADDER) if set(step.words) <= set(form.relaxed))
