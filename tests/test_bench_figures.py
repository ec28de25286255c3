"""The quick part of the benchmarks: the same code, smaller numbers, wider bounds."""

import pytest

from benchmarks import durable
from benchmarks.forms import expected_scaled, harder_shift, synthetic_bank
from benchmarks.readiness import simulate
from benchmarks.scoring import _lsat6_error
from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.places import resources_folder
from cmas_desktop.shelf import open_shelf


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return open_shelf(resources_folder(), tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def forms(shelf):
    items = synthetic_bank(shelf.blueprint, 2_000, 3)
    return [assemble(FormRequest(seed, 210, "bench"), items, shelf.blueprint) for seed in (1, 2, 3)]


def test_forms_of_a_large_bank_keep_their_tolerances(forms):
    assert [form.relaxed for form in forms] == [(), (), ()]


def test_the_same_candidate_scores_alike_on_every_form(forms, shelf):
    means = [expected_scaled(form, shelf.blueprint, 0.5) for form in forms]
    assert max(means) - min(means) <= 0.5


def test_a_harder_form_gives_the_same_population_the_same_scores(forms, shelf):
    assert harder_shift(forms[0], shelf.blueprint) <= 0.5


def test_the_readiness_check_decides_rightly_and_soon(shelf):
    figures = simulate(shelf, 120, 5)
    assert figures["readiness_right"] >= 0.90
    assert figures["readiness_too_close"] <= 0.45
    assert 20 <= figures["readiness_length"] <= 44


def test_lsat_6_is_met_to_two_decimals():
    assert _lsat6_error() <= 0.005


def test_the_durable_benchmark_measures_the_journal_and_raw_sqlite():
    figures = durable.measure(20)
    assert sorted(figures) == ["durable_p50_ms", "durable_p99_ms", "raw_sqlite_p50_ms", "raw_sqlite_p99_ms"]
    assert 0 < figures["durable_p50_ms"] <= figures["durable_p99_ms"]
