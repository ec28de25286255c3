"""Parallel forms: several at once that are equally hard and share few questions or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cmas_desktop.engine.assembly import assemble, attempts, check_number, form_of, refuse_faults
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.errors import AssemblyError
from cmas_desktop.engine.form import Form
from cmas_desktop.engine.form_check import verify_form
from cmas_desktop.engine.form_record import record_of
from cmas_desktop.engine.items import ItemStatus, ItemSummary
from cmas_desktop.engine.parallel_check import verify_parallel
from cmas_desktop.engine.parallel_model import SET_SECONDS, STEP_SECONDS, Terms, beside, chosen_sets, terms_of
from cmas_desktop.engine.parallel_shortage import counted, set_shortage, sufficiency
from cmas_desktop.engine.pool import FormRequest, cost, sampled, seeded_weight, usable
from cmas_desktop.engine.tolerance import LADDER

AT_ONCE = 5
"""Up to so many forms, a set is solved at once without trying to look ahead form by form."""

SPREAD_WORDS = "pretest items other than their domains' shares"
"""What a form's record says where other forms of the set have the pretest items that it would need."""


def assemble_parallel(
    request: FormRequest,
    summaries: Sequence[ItemSummary],
    blueprint: Blueprint,
    count: int,
    overlap: float,
) -> tuple[Form, ...]:
    """Forms at one tolerance, any two sharing at most the fraction `overlap` (0-1) of their questions.

    Any two TCCs differ by less than 0.5 raw points from -3 to 3 logits, whatever tolerance gave way.
    The same request, bank, count and overlap give the same forms. Raises AssemblyError as `assemble`
    does, with for how many forms the bank suffices.
    """
    _check(request, blueprint, count, overlap)
    if count == 1:
        return (assemble(request, summaries, blueprint),)
    items = usable(summaries)
    for pool, tolerance in attempts(sampled(items, request, blueprint, count), items):
        terms = terms_of(pool, blueprint, request.questions, tolerance, overlap)
        forms = _set(request, terms, blueprint, count)
        if forms:
            refuse_faults([*_faults(forms, summaries, blueprint), *verify_parallel(forms, overlap)])
            return tuple(_recorded(forms, request, summaries, blueprint))
    terms = terms_of(items, blueprint, request.questions, LADDER[-1], overlap)
    raise AssemblyError(
        f"{count} forms of which any two share at most {counted(terms.shared, 'question')} cannot be made "
        f"from this bank: it lacks {set_shortage(terms, count)}. "
        f"{sufficiency(items, blueprint, request.questions)} "
        "Your attempts are safe; add such items, or ask for fewer forms or a larger overlap."
    )


def extra_form(
    forms: Sequence[Form],
    request: FormRequest,
    summaries: Sequence[ItemSummary],
    blueprint: Blueprint,
    overlap: float = 0.2,
) -> Form:
    """A further form, as hard as each of these, that shares at most the fraction `overlap` with each.

    The fraction is of the questions of the shorter of two forms. Raises AssemblyError as `assemble` does.
    """
    _check(request, blueprint, 1, overlap)
    items = usable(summaries)
    for pool, tolerance in attempts(sampled(items, request, blueprint, 1 + len(forms)), items):
        terms = terms_of(pool, blueprint, request.questions, tolerance, overlap)
        made = _batch(request, beside(terms, forms), blueprint, range(1))
        if made:
            beside_each = [fault for form in forms for fault in verify_parallel([form, *made], overlap)]
            refuse_faults([*_faults(made, summaries, blueprint), *beside_each])
            return _recorded([*forms, *made], request, summaries, blueprint)[-1]
    terms = terms_of(items, blueprint, request.questions, LADDER[-1], overlap)
    raise AssemblyError(
        f"No further form that shares at most {counted(terms.shared, 'question')} with each of the "
        f"{len(forms)} others can be made from this bank: it lacks "
        f"{set_shortage(beside(terms, forms), 1)}. "
        "Your attempts are safe; add such items or allow a larger overlap."
    )


def _check(request: FormRequest, blueprint: Blueprint, count: int, overlap: float) -> None:
    check_number(request, blueprint)
    if count < 1:
        raise AssemblyError(f"A set has at least 1 form, not {count}. Choose a larger number.")
    if not 0 <= overlap <= 1:
        raise AssemblyError(
            f"Forms share a fraction of their questions from 0 to 1, not {overlap:g}. Choose such a fraction."
        )


def _set(request: FormRequest, terms: Terms, blueprint: Blueprint, count: int) -> list[Form]:
    """The forms of a set, made in the first way that comes to no dead end; or none."""
    if chosen_sets(terms, [], count) is None:
        return []
    for at_once, ahead in _ways(terms, count):
        forms: list[Form] = []
        for first in range(0, count, at_once):
            numbers = range(first, first + at_once)
            remaining = count - numbers.stop if ahead else 0
            seconds = STEP_SECONDS if at_once < count else SET_SECONDS
            made = _batch(request, beside(terms, forms), blueprint, numbers, remaining, seconds)
            if not made:
                break
            forms += made
        if len(forms) == count:
            return forms
    return []


def _ways(terms: Terms, count: int) -> list[tuple[int, bool]]:
    """How many forms at once, and whether those that remain are looked after; the quickest first.

    Only the last, all forms at once, finds a set wherever there is one. Forms that share nothing come
    to a dead end so often without looking ahead that it is not tried.
    """
    one_by_one = [] if terms.single else [(1, False)]
    looking_ahead = [(1, True)] if count > AT_ONCE else []
    return [*one_by_one, *looking_ahead, (count, False)]


def _batch(
    request: FormRequest,
    terms: Terms,
    blueprint: Blueprint,
    numbers: range,
    remaining: int = 0,
    seconds: float = SET_SECONDS,
) -> list[Form]:
    """The forms of these numbers in their set, leaving enough for those that remain; or none."""
    requests = [_seeded(request, number) for number in numbers]
    costs = [[cost(item, one) for item in terms.pool] for one in requests]
    sets = chosen_sets(terms, costs, remaining, seconds) or []
    return [
        replace(
            form_of(one, chosen, (*terms.tolerance.words, *_spread_words(chosen, blueprint)), blueprint),
            seed=request.seed,
        )
        for one, chosen in zip(requests, sets, strict=False)
    ]


def _seeded(request: FormRequest, number: int) -> FormRequest:
    """The request with a seed of its own for each form of a set, the first having the set's."""
    if number == 0:
        return request
    return replace(request, seed=int(seeded_weight(request.seed, "form", str(number)) * 2**53))


def _spread_words(chosen: Sequence[ItemSummary], blueprint: Blueprint) -> tuple[str, ...]:
    """The words for a form in which a domain has fewer pretest items than its whole share, if so."""
    counts = Counter(item.domain for item in chosen if item.status is ItemStatus.PRETEST)
    pretest = counts.total()
    short = any(counts[d.key] < pretest * d.items // blueprint.scored for d in blueprint.domains)
    return (SPREAD_WORDS,) if short else ()


def _recorded(
    forms: Sequence[Form], request: FormRequest, summaries: Sequence[ItemSummary], blueprint: Blueprint
) -> list[Form]:
    """The forms with their records, each naming what it shares with the earlier ones and with the others."""
    items = {form.id: frozenset(question.item_id for question in form.questions) for form in forms}
    return [
        replace(
            form,
            record=record_of(
                form,
                summaries,
                blueprint,
                {**request.earlier, **{key: used for key, used in items.items() if key != form.id}},
            ),
        )
        for form in forms
    ]


def _faults(forms: Sequence[Form], summaries: Sequence[ItemSummary], blueprint: Blueprint) -> list[str]:
    return [fault for form in forms for fault in verify_form(form, summaries, blueprint)]
