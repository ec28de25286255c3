"""The window: one folder per place, plus theme and small shared widgets."""
