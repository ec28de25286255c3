"""The palettes: light, dark and high contrast. Every pair that carries text has at least 4.5 : 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors of one theme, as #rrggbb, named by what they are for."""

    name: str
    label: str
    page: str
    card: str
    line: str
    control: str
    track: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    bar: str
    on_bar: str
    strip: str
    on_strip: str
    chosen: str
    hover: str
    focus: str
    flag: str
    good: str
    good_soft: str
    bad: str
    bad_soft: str
    warn: str
    on_warn: str
    shade: str


LIGHT = Palette(
    name="light",
    label="Light",
    page="#f5f6f8",
    card="#ffffff",
    line="#d8dde4",
    control="#76808c",
    track="#d8dde4",
    text="#17202b",
    muted="#545f6d",
    accent="#0b5394",
    accent_hover="#084178",
    on_accent="#ffffff",
    accent_soft="#e3eef8",
    bar="#0b4a82",
    on_bar="#ffffff",
    strip="#dbe8f4",
    on_strip="#17202b",
    chosen="#e3eef8",
    hover="#f0f4f8",
    focus="#c2410c",
    flag="#b45309",
    good="#166534",
    good_soft="#dcf2e3",
    bad="#a61b2b",
    bad_soft="#fbe4e6",
    warn="#ffe08a",
    on_warn="#3d2c00",
    shade="#0b1522",
)

DARK = Palette(
    name="dark",
    label="Dark",
    page="#12171e",
    card="#1b222c",
    line="#333e4c",
    control="#8794a5",
    track="#333e4c",
    text="#e8edf3",
    muted="#a9b5c3",
    accent="#7db7ee",
    accent_hover="#9ccaf5",
    on_accent="#0c1a29",
    accent_soft="#203449",
    bar="#0f2338",
    on_bar="#e8edf3",
    strip="#1d2f43",
    on_strip="#e8edf3",
    chosen="#203449",
    hover="#232c38",
    focus="#ffb86b",
    flag="#f5b454",
    good="#7fd6a0",
    good_soft="#183526",
    bad="#ff9aa5",
    bad_soft="#43202a",
    warn="#e3b341",
    on_warn="#1d1500",
    shade="#000000",
)

CONTRAST = Palette(
    name="contrast",
    label="High contrast",
    page="#000000",
    card="#000000",
    line="#ffffff",
    control="#ffffff",
    track="#4a4a4a",
    text="#ffffff",
    muted="#ffffff",
    accent="#ffff00",
    accent_hover="#ffffff",
    on_accent="#000000",
    accent_soft="#1f1f00",
    bar="#000000",
    on_bar="#ffffff",
    strip="#000000",
    on_strip="#ffffff",
    chosen="#1f1f00",
    hover="#2b2b2b",
    focus="#00ffff",
    flag="#ffb000",
    good="#3ff23f",
    good_soft="#002b00",
    bad="#ff8080",
    bad_soft="#3b0000",
    warn="#ffff00",
    on_warn="#000000",
    shade="#000000",
)

PALETTES = {palette.name: palette for palette in (LIGHT, DARK, CONTRAST)}
"""The themes a person can choose from, by the name that settings keep."""


def luminance(color: str) -> float:
    """The relative luminance (0-1) of #rrggbb, as WCAG 2.2 defines it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """The contrast ratio (1-21) of two colors, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
