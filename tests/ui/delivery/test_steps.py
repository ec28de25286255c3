import pytest
from banks import full_blueprint
from exams import look
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cmas_desktop.ui.choices import Settings
from cmas_desktop.ui.delivery.steps import AgreementStep, ConfirmStep, IdentityStep, ReadyStep, agreement_text
from cmas_desktop.ui.ports import Enrollment

ADA = Enrollment("Ada Ng", 210, 1.5)


@pytest.fixture
def blueprint():
    return full_blueprint()


def press(step, name):
    next(one for one in step.findChildren(QPushButton) if one.accessibleName() == name).click()


def shown(qtbot, step):
    qtbot.addWidget(step)
    step.show()
    return step


def texts(step):
    from PySide6.QtWidgets import QLabel

    return " ".join(one.text() for one in step.findChildren(QLabel))


def test_the_last_choices_are_offered_again(qtbot, blueprint):
    settings = Settings(candidate="Ada Ng", questions=220, time_factor=1.5)
    step = shown(qtbot, IdentityStep(look(), blueprint, settings))
    assert (step.name.text(), step.questions.currentData(), step.factor.currentData()) == ("Ada Ng", 220, 1.5)


def test_a_name_is_asked_for_in_one_sentence(qtbot, blueprint):
    step = shown(qtbot, IdentityStep(look(), blueprint, Settings(candidate="   ")))
    with qtbot.assertNotEmitted(step.confirmed):
        press(step, "Continue")
    assert "enter a name" in step.problem.text()


def test_enter_in_the_name_goes_on_and_spaces_are_tidied(qtbot, blueprint):
    step = shown(qtbot, IdentityStep(look(), blueprint, Settings()))
    step.name.setText("  Ada   Ng ")
    with qtbot.waitSignal(step.confirmed) as caught:
        qtbot.keyClick(step.name, Qt.Key.Key_Return)
    assert caught.args[0] == Enrollment("Ada Ng", blueprint.questions_default, 1.0)


def test_the_number_of_questions_stays_inside_the_blueprint(qtbot, blueprint):
    step = shown(qtbot, IdentityStep(look(), blueprint, Settings()))
    offered = [step.questions.itemData(at) for at in range(step.questions.count())]
    assert (offered[0], offered[-1]) == blueprint.questions_range
    assert blueprint.questions_default in offered


def test_the_time_factors_are_offered_as_times(qtbot, blueprint):
    step = shown(qtbot, IdentityStep(look(), blueprint, Settings()))
    offered = [step.factor.itemText(at) for at in range(step.factor.count())]
    assert [text.split(" (")[0] for text in offered] == [
        "2 h 00 min",
        "2 h 30 min",
        "3 h 00 min",
        "4 h 00 min",
    ]


def test_the_confirmation_shows_name_exam_questions_and_time(qtbot, blueprint):
    step = shown(qtbot, ConfirmStep(look(), blueprint, ADA))
    for word in ("Ada Ng", blueprint.exam_title, "210, of which 200 are scored", "3 h 00 min"):
        assert word in texts(step)
    with qtbot.waitSignal(step.confirmed):
        step.yes.click()


def test_the_agreement_has_its_own_clock_scaled_by_the_accommodation(qtbot, blueprint):
    step = shown(qtbot, AgreementStep(look(), blueprint, ADA))
    assert step.left_s == 8 * 60
    step.tick()
    assert "7:59" in step.countdown.text()


def test_agreeing_goes_on(qtbot, blueprint):
    step = shown(qtbot, AgreementStep(look(), blueprint, ADA))
    with qtbot.waitSignal(step.agreed):
        step.agree.click()


def test_refusing_ends_the_sitting_without_a_reproach(qtbot, blueprint):
    step = shown(qtbot, AgreementStep(look(), blueprint, ADA))
    with qtbot.waitSignal(step.refused) as caught:
        press(step, "I do not agree")
    assert caught.args == [""]


def test_when_the_time_to_agree_is_over_the_sitting_was_not_begun(qtbot, blueprint):
    step = shown(qtbot, AgreementStep(look(), blueprint, ADA))
    step.left_s = 1
    with qtbot.waitSignal(step.refused) as caught:
        step.tick()
    assert "not begun" in caught.args[0]


def test_the_agreement_says_what_this_is_not(blueprint):
    text = " ".join(agreement_text(blueprint, ADA))
    assert "This is practice" in text
    assert "have no part in it" in text
    assert "180 minutes" in text


def test_the_gate_opens_only_when_the_form_is_there(qtbot, blueprint):
    step = shown(qtbot, ReadyStep(look(), blueprint, ADA))
    assert not step.yes.isEnabled()
    step.form_is_ready("Your form is ready.")
    with qtbot.waitSignal(step.ready):
        step.yes.click()


def test_while_the_form_is_in_the_making_the_gate_says_how_far_and_can_be_left(qtbot, blueprint):
    step = shown(qtbot, ReadyStep(look(), blueprint, ADA))
    step.form_goes_on("Choosing 210 of 1,267 questions")
    assert step.status.text() == "Your form is being put together: choosing 210 of 1,267 questions…"
    assert step.progress.isVisible()
    with qtbot.waitSignal(step.stopped):
        press(step, "Stop and go home")
    step.form_is_ready("Your form is ready.")
    assert not step.progress.isVisible()
    assert not step.stop.isVisible()


def test_the_gate_says_why_there_is_no_form(qtbot, blueprint):
    step = shown(qtbot, ReadyStep(look(), blueprint, ADA))
    step.form_failed("Too few items in d1.")
    assert step.status.text() == "Too few items in d1."
    assert not step.yes.isEnabled()


def test_no_leads_back_to_the_tutorial(qtbot, blueprint):
    step = shown(qtbot, ReadyStep(look(), blueprint, ADA))
    with qtbot.waitSignal(step.back):
        press(step, "No, back to the tutorial")
