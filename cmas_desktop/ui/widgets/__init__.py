"""Small parts that more than one place uses."""
