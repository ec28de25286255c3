import pytest

from cmas_desktop.ui.theme.palette import PALETTES, contrast, luminance

TEXT_PAIRS = [
    ("text", "page"),
    ("text", "card"),
    ("muted", "page"),
    ("muted", "card"),
    ("accent", "card"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("text", "accent_soft"),
    ("text", "chosen"),
    ("text", "hover"),
    ("on_bar", "bar"),
    ("warn", "bar"),
    ("on_strip", "strip"),
    ("good", "card"),
    ("good", "good_soft"),
    ("bad", "card"),
    ("bad", "bad_soft"),
    ("flag", "card"),
    ("on_warn", "warn"),
    ("text", "good_soft"),
    ("text", "bad_soft"),
]
MARK_PAIRS = [
    ("control", "card"),
    ("focus", "card"),
    ("focus", "page"),
    ("flag", "strip"),
    ("accent", "chosen"),
]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_has_at_least_four_and_a_half_to_one(palette, front, back):
    assert contrast(getattr(palette, front), getattr(palette, back)) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
@pytest.mark.parametrize(("front", "back"), MARK_PAIRS)
def test_marks_and_edges_have_at_least_three_to_one(palette, front, back):
    assert contrast(getattr(palette, front), getattr(palette, back)) >= 3


def test_contrast_is_as_wcag_computes_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ff0000") == pytest.approx(0.2126)
