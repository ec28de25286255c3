"""A small blueprint and small banks, as objects and as files, that each test bends as it needs."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

from cmas_desktop.bank.blueprint_file import read_blueprint
from cmas_desktop.bank.reading import Bank, bank_hash
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.items import Cognitive, Exhibit, Item, ItemStatus

TODAY = date(2026, 11, 24)

BLUEPRINT = """
key = "small"
name = "Small examination"
exam_title = "Small Examination"
candidate_label = "Candidate"

[form]
scored = 6
pretest_min = 0
pretest_max = 3
pretest_default = 1
subarea_slack = 1

[form.cognitive]
recall_max = 0.40
application_min = 0.45
analysis_min = 0.15

[score]
pass_scaled = 70
scale_max = 100
scale_version = "test.1"
reference = [[0.6, 2], [0.7, 4]]

[clock]
minutes = 60
agreement_minutes = 5
warnings = [30, 5]
show_always_under = 5
grace_seconds = 120
grace_total_seconds = 600
accommodations = [1.0, 1.5]

[[domain]]
key = "x"
name = "Records"
short = "Records"
items = 4
subareas = [{ key = "x-file", name = "Filing", items = 3 }, { key = "x-mail", name = "Mail", items = 1 }]

[[domain]]
key = "y"
name = "Money"
short = "Money"
weight_percent = 30
items = 2
subareas = [{ key = "y-cash", name = "Cash", items = 2 }]

[[fact]]
topic = "Where"
text = "At a test center."
source = "The agency's page"
read = "2026-11"
"""

ITEM = """
[[item]]
id = "x-file-001"
cognitive = "application"
stem = \"\"\"
A clerk finds a chart on the wrong shelf.
Where does the clerk report it?\"\"\"
option.A = "To the records supervisor"
option.B = "To the billing supervisor"
option.C = "To the evening receptionist"
option.D = "To the nursing supervisor"
key = "A"
why.A = "The records supervisor owns the shelves, so a misfile goes there first; the search log is kept."
why.B = "Billing works from claims and never moves charts, and a report there would wait for someone else."
why.C = "Reception asks for charts but does not shelve them, and the evening shift hears of it too late."
why.D = "Nurses read charts and hand them back, so they cannot put shelves in order or keep the log."
reference = "Medical office procedures: misfiles"
angoff = [0.7, 0.6, 0.8]
status = "scored"
reviewed = 2026-11-24
"""

LEDGER = Exhibit(
    kind="ledger",
    title="Patient ledger",
    alt="Ledger with a charge of 145.00 on 03/02, a payment of 92.00 on 03/20 and a balance of 53.00.",
    fields=(("Patient", "Okafor, Ngozi"),),
    columns=("Date", "Charge", "Payment", "Balance"),
    align="lrrr",
    rows=(("03/02", "145.00", "", "145.00"), ("03/20", "", "92.00", "53.00")),
    note="The plan has paid.",
)

ITEM_SAMPLE = Item(
    id="x-file-001",
    domain="x",
    subarea="x-file",
    cognitive=Cognitive.APPLICATION,
    stem="A clerk finds a chart on the wrong shelf. Where does the clerk report it?",
    options=(
        "To the records supervisor",
        "To the billing supervisor",
        "To the evening receptionist",
        "To the nursing supervisor",
    ),
    key=0,
    rationale=(
        "The head of the file room owns the shelves, so a misfile goes there and the search log is kept.",
        "Billing works from claims and does not move charts, so a note there would wait for someone else.",
        "Reception asks for charts but does not shelve them, and the late shift hears of it too late.",
        "Nurses read charts and hand them back, so they cannot put shelves in order or keep the search log.",
    ),
    reference="Medical office procedures: misfiles",
    angoff=(0.7, 0.6, 0.8),
    status=ItemStatus.SCORED,
    reviewed=TODAY,
)

NOUNS = (
    *("ledger", "invoice", "receipt", "voucher", "deposit", "refund", "balance", "premium", "statement"),
    *("appeal", "referral", "consent", "roster", "agenda", "memo", "parcel", "stamp", "envelope", "cabinet"),
    *("folder", "drawer", "label", "index", "guide", "scanner", "printer", "modem"),
)


def item(**changes: object) -> Item:
    """The sample item with some fields changed."""
    return replace(ITEM_SAMPLE, **changes)


def item_toml(*changes: tuple[str, str]) -> str:
    """The sample item's TOML with pieces of text replaced; each must be there."""
    text = ITEM
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def item_file(*items: str, subarea: str = "x-file") -> str:
    """A whole item file."""
    return f'subarea = "{subarea}"\n' + "".join(items or (ITEM,))


def write(path: Path, text: str) -> Path:
    """Write a text file, its folder too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def blueprint(tmp_path: Path, *changes: tuple[str, str]) -> Blueprint:
    """The small blueprint, read from a file after pieces of its text were replaced."""
    text = BLUEPRINT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_blueprint(write(tmp_path / "blueprint" / "cmas.toml", text))


def bank(*items: Item) -> Bank:
    """A bank of these items, each in its sub-area's file."""
    ordered = tuple(sorted(items, key=lambda one: one.id))
    files = {one.id: f"{one.domain}/{one.subarea}.toml" for one in ordered}
    return Bank(ordered, bank_hash(ordered), files)


def random_items(count: int, seed: int, cue: str = "") -> list[Item]:
    """Items whose keys cannot be told from their distractors, but for a word that is put into every key."""
    chance = random.Random(f"items {seed}")
    items = []
    for number in range(count):
        options = [" ".join(chance.sample(NOUNS, 3)) for _ in range(4)]
        key = chance.randrange(4)
        options[key] += f" {cue}" if cue else ""
        stem = f"Which {' '.join(chance.sample(NOUNS, 6))}?"
        level = list(Cognitive)[number % 3]
        items.append(
            item(id=f"x-file-{number:03d}", stem=stem, options=tuple(options), key=key, cognitive=level)
        )
    return items
