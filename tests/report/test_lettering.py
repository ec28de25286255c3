"""No letter vanishes: what is set as it is, what is spelled out, what is taken out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmas_desktop.report.lettering import legible, spelled_out


def test_a_letter_that_may_not_print_is_spelled_out_in_its_place():
    assert spelled_out("李 Zoë") == "[U+674E] Zoë"
    assert spelled_out("\U0001f600") == "[U+1F600]"


def test_data_is_spelled_out_at_every_depth_and_keeps_its_shape():
    assert spelled_out({"a": ["ж", {"b": "x"}], "at": 0.5, "passed": True}) == {
        "a": ["[U+0436]", {"b": "x"}],
        "at": 0.5,
        "passed": True,
    }


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ada\nNg", "Ada Ng"),
        ("  Ada \t\u3000 Ng ", "Ada Ng"),
        ("Ada\x00\x07 Ng", "Ada Ng"),
        ("Ada\ud800 Ng", "Ada Ng"),
        ("Ada\u202e Ng\u2066", "Ada Ng"),
        ("Nguyễn O’Brien-Łoś", "Nguyễn O’Brien-Łoś"),
    ],
)
def test_what_cannot_be_set_is_taken_out_of_a_name(name, kept):
    assert legible({"name": name}) == {"name": kept}


@given(st.text())
def test_legible_text_can_always_be_handed_on_as_unicode(text):
    assert json.loads(json.dumps(legible(text)).encode("utf-8")) == legible(text)
    legible(text).encode("utf-8")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zs", "Zl", "Zp")), min_size=1))
def test_no_visible_letter_is_ever_dropped(text):
    assert legible(text) == text
    spelled = spelled_out(text)
    assert all(letter in spelled or f"[U+{ord(letter):04X}]" in spelled for letter in text)
    assert max(map(ord, spelled)) <= 0x17F
