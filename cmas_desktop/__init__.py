"""CMAS Desktop: an offline practice simulator for the CMAS examination."""

__version__ = "0.1.0"
