import pytest
from exams import RESOURCES, look
from PySide6.QtCore import Qt
from seeing import buttons, labels, words

from cmas_desktop.bank.blueprint_file import read_blueprint
from cmas_desktop.engine.disclaimer import DISCLAIMER
from cmas_desktop.ui.home.facts_page import FactsPage


@pytest.fixture(scope="module")
def blueprint():
    return read_blueprint(RESOURCES / "blueprint" / "cmas.toml")


@pytest.fixture
def page(qtbot, blueprint):
    made = FactsPage(look(), blueprint)
    qtbot.addWidget(made)
    made.resize(800, 600)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_every_fact_stands_with_its_source_and_the_date_it_was_read(page, blueprint):
    texts = labels(page)
    assert len(blueprint.facts) >= 5
    for fact in blueprint.facts:
        at = texts.index(fact.topic)
        assert texts[at + 1] == fact.text
        assert texts[at + 2] == f"Source: {fact.source}; read {fact.read}."


def test_every_domain_is_named_with_its_questions_and_they_add_up(page, blueprint):
    told = [text for text in labels(page) if text.endswith(" scored questions")]
    assert told == [f"{domain.name}: {domain.items} scored questions" for domain in blueprint.domains]
    assert sum(int(text.split(": ")[1].split()[0]) for text in told) == 200


def test_it_warns_that_rules_change_and_says_what_it_is_not(page):
    assert "ask AMT before you rely" in words(page)
    assert labels(page)[-1] == DISCLAIMER


def test_the_only_way_leads_back_and_has_its_letter(page, qtbot):
    assert buttons(page) == ["Back"]
    with qtbot.waitSignal(page.back):
        qtbot.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)


def test_it_scrolls_by_keys_to_its_end(page, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert page.verticalScrollBar().value() > 0
    assert page.horizontalScrollBar().maximum() == 0
