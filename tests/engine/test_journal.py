import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmas_desktop.engine.errors import JournalError
from cmas_desktop.engine.journal import (
    GENESIS,
    EventKind,
    canonical,
    chain,
    event_from_mapping,
    longest_valid,
    verified,
)


def journal(length=6):
    events = []
    for number in range(length):
        last = events[-1] if events else None
        kind = EventKind.STARTED if last is None else EventKind.CHOSEN
        events.append(chain(last, kind, {"position": number, "option": 1}, number * 1000, 5000 + number))
    return events


def test_the_first_event_names_no_event_before_it():
    first = journal(1)[0]
    assert (first.seq, first.previous) == (1, GENESIS)


def test_each_event_names_the_hash_before_it():
    events = journal()
    assert [event.previous for event in events[1:]] == [event.hash for event in events[:-1]]


def test_the_hash_is_the_sha256_of_the_canonical_text():
    import hashlib

    event = journal(2)[1]
    text = json.dumps(
        [2, "option-chosen", {"option": 1, "position": 1}, 1000, 5001, event.previous], separators=(",", ":")
    )
    assert event.hash == hashlib.sha256(text.encode()).hexdigest()


def test_a_whole_journal_is_verified():
    events = journal()
    assert verified(events) == events


def test_a_changed_answer_is_named_by_its_entry():
    events = journal()
    events[3] = replace(events[3], body={"position": 3, "option": 2})
    with pytest.raises(JournalError, match="entry 4"):
        verified(events)


def test_a_missing_entry_is_noticed():
    events = journal()
    del events[2]
    with pytest.raises(JournalError, match="entry 4"):
        verified(events)


def test_a_changed_time_breaks_the_chain():
    events = journal()
    events[2] = replace(events[2], elapsed_ms=1)
    with pytest.raises(JournalError):
        verified(events)


def test_a_rebuild_keeps_what_comes_before_the_damage():
    events = journal()
    broken = [*events[:3], replace(events[3], wall_ms=0), *events[4:]]
    assert longest_valid(broken) == events[:3]


def test_a_rebuild_does_not_mind_order_or_copies():
    events = journal()
    assert longest_valid([*reversed(events), events[2], events[4]]) == events


def test_a_rebuild_passes_over_what_does_not_follow():
    events = journal()
    strangers = [replace(events[1], seq=0), replace(events[2], elapsed_ms=9), replace(events[4], hash="aa")]
    assert longest_valid([*strangers, *events]) == events


def test_a_rebuild_without_a_beginning_keeps_nothing():
    assert longest_valid(journal()[1:]) == []


def test_an_event_survives_the_way_through_a_file():
    event = journal(2)[1]
    assert event_from_mapping(json.loads(event.to_line())) == event


@pytest.mark.parametrize("field", ["seq", "kind", "body", "elapsed_ms", "wall_ms", "previous", "hash"])
def test_an_entry_that_lacks_a_field_is_refused(field):
    data = journal(1)[0].to_mapping()
    del data[field]
    with pytest.raises(JournalError, match="cannot be read"):
        event_from_mapping(data)


def test_an_unknown_kind_is_refused():
    data = journal(1)[0].to_mapping() | {"kind": "teleported"}
    with pytest.raises(JournalError, match="teleported"):
        event_from_mapping(data)


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=5))
def test_canonical_text_does_not_depend_on_the_order_of_keys(body):
    backwards = dict(reversed(list(body.items())))
    assert canonical(body) == canonical(backwards)
    assert canonical(body).isascii()
