"""Writing the report: whole or not at all, with a sentence for a person where it cannot be."""

import errno
import os
from pathlib import Path

import pytest
from reading import page_texts
from results import failing, passing

from cmas_desktop.engine.errors import ReportError
from cmas_desktop.report import pdf
from cmas_desktop.report.pdf import write_report

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def target(tmp_path):
    return tmp_path / "CMAS practice 2026-11-24 73.pdf"


@pytest.fixture
def quick(monkeypatch):
    """Tests of the writing do not wait for the typesetting."""
    monkeypatch.setattr(pdf, "typeset", lambda *_: b"%PDF new")


def refusing(code):
    def refuse(*_):
        raise OSError(code, os.strerror(code))

    return refuse


def test_the_report_is_written_and_its_place_returned(target):
    assert write_report(passing(), target, RESOURCES) == target
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert "AdaNg" in page_texts(target.read_bytes())[0]
    assert list(target.parent.iterdir()) == [target]


def test_an_older_report_is_replaced(target, quick):
    target.write_bytes(b"%PDF old")
    write_report(failing(), target, RESOURCES)
    assert target.read_bytes() == b"%PDF new"
    assert list(target.parent.iterdir()) == [target]


def test_the_older_report_stays_until_the_new_one_is_whole_on_disk(target, quick, monkeypatch):
    target.write_bytes(b"%PDF old")
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(target.read_bytes()))
    write_report(passing(), target, RESOURCES)
    assert seen == [b"%PDF old"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EDQUOT, "no room left"),
        (errno.EACCES, "another program has it open"),
        (errno.EROFS, "may not be written"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_disk_that_refuses_is_named_and_nothing_is_left_behind(target, quick, monkeypatch, code, said):
    target.write_bytes(b"%PDF old")
    monkeypatch.setattr(os, "fsync", refusing(code))
    with pytest.raises(ReportError, match=f"was not saved: .*{said}.*your result is safe"):
        write_report(passing(), target, RESOURCES)
    assert target.read_bytes() == b"%PDF old"
    assert list(target.parent.iterdir()) == [target]


def test_a_report_that_is_open_elsewhere_stays_as_it_was(target, quick, monkeypatch):
    target.write_bytes(b"%PDF old")
    monkeypatch.setattr(Path, "replace", refusing(errno.EACCES))
    with pytest.raises(ReportError, match="another program has it open"):
        write_report(passing(), target, RESOURCES)
    assert list(target.parent.iterdir()) == [target]


def test_a_missing_folder_is_named(target, quick):
    away = target.parent / "gone" / target.name
    with pytest.raises(ReportError, match=r"the folder .*gone is not there"):
        write_report(passing(), away, RESOURCES)
    assert list(target.parent.iterdir()) == []


def test_a_folder_that_is_a_file_is_named(target, quick):
    target.write_bytes(b"a file")
    with pytest.raises(ReportError, match="is not there"):
        write_report(passing(), target / "report.pdf", RESOURCES)


def test_a_folder_in_the_place_of_the_report_stays(target, quick):
    target.mkdir()
    with pytest.raises(ReportError, match="is a folder"):
        write_report(passing(), target, RESOURCES)
    assert list(target.parent.iterdir()) == [target]


def test_a_report_that_cannot_be_set_writes_nothing(target, tmp_path):
    with pytest.raises(ReportError, match="could not be set"):
        write_report(passing(), target, tmp_path / "no resources")
    assert not target.exists()
