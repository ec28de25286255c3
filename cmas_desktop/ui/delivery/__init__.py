"""The sitting itself, from the name to the last button."""
