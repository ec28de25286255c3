"""The certificate of a form, as a person reads it."""

from dataclasses import replace

import pytest
from banks import bank, full_blueprint
from exams import look
from PySide6.QtWidgets import QLabel, QPushButton

from cmas_desktop.engine import record_words as words
from cmas_desktop.engine.assembly import assemble
from cmas_desktop.engine.pool import FormRequest
from cmas_desktop.ui.results.certificate_page import CertificatePage

FULL = full_blueprint()
BANK = bank(FULL, 8, 4)
EARLIER = {"0a1b2c3d4e5f": frozenset(item.id for item in BANK[::4])}
FORM = assemble(FormRequest(3, 210, "ab" * 32, earlier=EARLIER), BANK, FULL)


def shown(qtbot, form):
    page = CertificatePage(look(), form)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    return page


def texts(page):
    return [one.text() for one in page.findChildren(QLabel)]


def test_every_constraint_stands_with_what_was_wanted_and_found(qtbot):
    said = texts(shown(qtbot, FORM))
    for proof in FORM.record.proofs:
        assert proof.name in said
        assert proof.wanted in said
    assert "exactly 26" in said


def test_the_expected_right_answers_stand_beside_the_reference_forms(qtbot):
    said = texts(shown(qtbot, FORM))
    for point in FORM.record.tcc:
        assert f"{point.expected:.2f}" in said
        assert f"{point.reference:.2f}" in said
    assert words.gap_sentence(FORM.record) in said


def test_bank_seed_solver_and_overlap_are_told(qtbot):
    said = " ".join(texts(shown(qtbot, FORM)))
    assert "abababababababab…" in said
    assert FORM.solver in said
    assert f"With form 0a1b2c3d4e5f it shares {FORM.record.overlaps[0].shared} questions." in said


def test_what_the_difficulties_rest_on_is_said():
    assert "All 200 difficulties are ratings" in words.basis_words(FORM)
    known = replace(FORM, questions=tuple(replace(q, responses=40) for q in FORM.questions))
    assert words.basis_words(known).startswith("200 difficulties rest on responses")


def test_a_form_that_gave_way_says_so(qtbot):
    gave = replace(FORM, relaxed=("TCC within 0.3 raw points instead of 0.15",))
    assert "gave way on: TCC within 0.3" in " ".join(texts(shown(qtbot, gave)))


def test_a_form_without_a_record_says_so_too(qtbot):
    assert words.NO_RECORD in texts(shown(qtbot, replace(FORM, record=None)))


def test_who_had_no_form_before_reads_that():
    assert words.overlap_sentences(replace(FORM.record, overlaps=())) == ("You had no earlier form.",)


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_it_never_scrolls_sideways(qtbot, size):
    page = CertificatePage(look("light", size), FORM)
    qtbot.addWidget(page)
    page.resize(1024, 768)
    page.show()
    assert page.horizontalScrollBar().maximum() == 0


def test_back_leads_back(qtbot):
    page = shown(qtbot, FORM)
    with qtbot.waitSignal(page.back):
        next(one for one in page.findChildren(QPushButton) if one.accessibleName() == "Back").click()
