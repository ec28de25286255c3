from cmas_desktop.ui.widgets.waiting_bar import WaitingBar


def test_it_says_what_is_awaited_and_claims_no_percentage(qtbot):
    bar = WaitingBar("The form is being put together", 320)
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "The form is being put together"
    assert (bar.minimum(), bar.maximum(), bar.isTextVisible()) == (0, 0, False)
    assert bar.width() == 320
