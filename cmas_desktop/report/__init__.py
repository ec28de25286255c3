"""A result made into a document that leaves the app."""
