"""Attempts, forms, results and candidates in a database; nothing here is ever overwritten."""
