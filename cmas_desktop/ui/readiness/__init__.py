"""The readiness check: its rules, its screen and what it says."""
