"""The typeset report, read back: two pages, tagged, archivable, and every figure in its text."""

import shutil
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from banks import full_blueprint, mixed_difficulties, plain_form
from reading import elements, metadata, opened, page_texts, squeezed
from results import LONG_NAME, all_right, failing, nothing_right, passing, with_domains

from cmas_desktop.engine.errors import ReportError
from cmas_desktop.engine.result_words import domain_sentence, moment, rule_sentence
from cmas_desktop.engine.scoring import AnswerSheet, score
from cmas_desktop.report.figures import report_figures
from cmas_desktop.report.lettering import ALWAYS_PRINTED, LETTERING_NOTE
from cmas_desktop.report.typesetting import typeset

RESOURCES = Path(__file__).parents[2] / "resources"


def set_report(result, resources=RESOURCES):
    return typeset(report_figures(result), moment(result.finished_at), resources)


@pytest.fixture(scope="module")
def made():
    return set_report(passing())


@pytest.fixture
def damaged(tmp_path):
    """A copy of the resources that a test may damage."""
    for folder in ("report", "fonts"):
        shutil.copytree(RESOURCES / folder, tmp_path / folder)
    return tmp_path


def all_texts(value):
    """Every text in some plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from all_texts(one)


ODD = {
    "nothing right": nothing_right(),
    "all right": all_right(),
    "long name": passing(candidate=LONG_NAME),
    "one wide word": passing(candidate="W" * 120),
    "one domain": with_domains(1),
    "twelve domains": with_domains(12),
    "much gave way": failing(relaxed=("study areas without their lower bound",) * 4),
    "scale of 200": passing(scale_max=200, pass_scaled=50, shown=150),
}


@pytest.mark.parametrize("result", ODD.values(), ids=ODD)
def test_every_report_has_two_letter_pages_with_all_its_figures(result):
    made = set_report(result)
    with opened(made) as pdf:
        assert [tuple(map(float, page.MediaBox)) for page in pdf.pages] == [(0, 0, 612, 792)] * 2
    text = "".join(page_texts(made))
    figures = report_figures(result)
    for unsaid in ("rule", "passed"):
        figures.pop(unsaid)
    for domain in figures["domains"]:
        domain.pop("alt")
    missing = [said for said in all_texts(figures) if squeezed(said) not in text]
    assert missing == []


def test_the_first_page_is_the_score_and_the_second_the_domains(made):
    first, second = page_texts(made)
    assert "Passed" in first
    assert "passmark70" in first
    assert "Notaffiliatedwith" in first
    assert "HealthCareInsuranceProcessing" not in first
    assert "19of34" in second
    assert "7KQM-2XWD-P349-HRTC" in second
    assert all("notaffiliatedwithAMTorPearsonVUE" in page for page in (first, second))


def test_headings_go_down_one_level_at_a_time(made):
    levels = [int(kind[1]) for kind, _ in elements(made) if kind in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_column_headers(made):
    kinds = [kind for kind, _ in elements(made)]
    assert kinds.count("Table") == 2
    assert kinds.count("THead") == 2
    assert kinds.count("TH") == 6 + 3
    assert kinds.count("TD") == 8 * 6 + 5 * 3


def test_every_drawing_is_said_in_words(made):
    result = passing()
    alts = [alt for kind, alt in elements(made) if kind == "Figure"]
    assert alts == [rule_sentence(result), *map(domain_sentence, result.domains)]


def test_the_document_is_tagged_titled_and_in_english(made):
    with opened(made) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith("en")
        assert str(pdf.docinfo.Title) == "Practice score report: Ada Ng"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_document_claims_pdf_ua_1_and_pdf_a_2a(made):
    claims = metadata(made)
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims


def test_only_bundled_fonts_are_embedded(made):
    with opened(made) as pdf:
        fonts = {
            str(font.BaseFont).split("+")[-1] for page in pdf.pages for font in page.Resources.Font.values()
        }
    assert {name.split("-")[0] for name in fonts} == {"Inter", "DejaVuSansMono"}


def test_the_same_result_gives_the_same_bytes(made):
    assert set_report(passing()) == made


def test_the_document_is_dated_when_the_exam_ended(made):
    assert "<xmp:CreateDate>2026-11-24T21:05:09+00:00</xmp:CreateDate>" in metadata(made)


def test_a_name_in_another_alphabet_is_printed():
    assert "ПётрΕλένη" in page_texts(set_report(passing(candidate="Пётр Ελένη")))[0]


def test_letters_that_no_font_has_are_spelled_out_and_the_report_says_so():
    first, _ = page_texts(set_report(passing(candidate="\ue000 Zoë")))
    assert "[U+E000]Zoë" in first
    assert squeezed(LETTERING_NOTE) in first


def test_the_bundled_fonts_print_every_letter_that_is_never_spelled_out():
    letters = (chr(code) for code in range(0x21, ALWAYS_PRINTED + 1))
    printable = "".join(one for one in letters if unicodedata.category(one) not in ("Cc", "Cf", "Zs"))
    first, _ = page_texts(set_report(passing(candidate="\ue000" + printable)))
    assert f"[U+E000]{printable}" in first


def test_a_result_of_the_engine_itself_fits_its_two_pages():
    blueprint = full_blueprint()
    form = plain_form(mixed_difficulties(blueprint), blueprint)
    count = len(form.questions)
    answers = tuple(None if i % 40 == 0 else int(i % 5 == 1) for i in range(count))
    sheet = AnswerSheet(
        attempt_id="a", candidate="Ada Ng", finished_at="2026-11-24T14:05:09-07:00", answers=answers,
        flagged=(False,) * count, question_ms=(30_000,) * count, used_ms=6_000_000, limit_ms=7_200_000,
        time_factor=1.0, interruptions=0, ended_by="candidate", seen_before=frozenset(),
        journal_hash="ab" * 32,
    )  # fmt: skip
    result = score(sheet, form, blueprint)
    first, second = page_texts(set_report(result))
    assert f"{result.raw}of200" in first
    assert result.verification in second
    assert squeezed(result.study_first[0].name) in second


def test_markup_in_a_name_is_only_a_name():
    name = "#panic() *Ada* $x$ \\ <b>"
    assert squeezed(name) in page_texts(set_report(passing(candidate=name)))[0]


def test_missing_fonts_are_an_error_and_not_another_look(damaged):
    for font in (damaged / "fonts").glob("*.ttf"):
        font.unlink()
    with pytest.raises(ReportError, match=r"its font Inter is missing.*Your result is safe"):
        set_report(passing(), damaged)


def test_a_damaged_template_is_an_error_for_a_person(damaged):
    (damaged / "report" / "score-report.typ").write_text("#report.title", encoding="utf-8")
    with pytest.raises(ReportError, match="The report could not be set"):
        set_report(passing(), damaged)


def test_a_missing_template_is_an_error_for_a_person(tmp_path):
    with pytest.raises(ReportError, match="install the program again"):
        set_report(passing(), tmp_path)


def test_a_drawing_without_words_is_refused(damaged):
    template = damaged / "report" / "score-report.typ"
    template.write_text(template.read_text(encoding="utf-8").replace("alt: alt, ", ""), encoding="utf-8")
    with pytest.raises(ReportError, match="alt text"):
        set_report(passing(), damaged)
