import pytest

from cmas_desktop.gate_file import GATE, read_gate, write_gate


def test_the_gate_is_shut_until_data_open_it(tmp_path):
    assert read_gate(tmp_path / GATE) == frozenset()
    write_gate(tmp_path / GATE, ["d5", "d4"])
    assert read_gate(tmp_path / GATE) == {"d4", "d5"}
    write_gate(tmp_path / GATE, [])
    assert read_gate(tmp_path / GATE) == frozenset()


@pytest.mark.parametrize("text", ["{", "[]", '{"open": 3}', '{"shut": []}'])
def test_an_odd_file_leaves_it_shut(tmp_path, text):
    (tmp_path / GATE).write_text(text)
    assert read_gate(tmp_path / GATE) == frozenset()


def test_a_gate_that_cannot_be_written_stays_as_it_was(tmp_path, caplog):
    write_gate(tmp_path / "none" / GATE, ["d4"])
    assert read_gate(tmp_path / "none" / GATE) == frozenset()
    assert "could not be written" in caplog.text
