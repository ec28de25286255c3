"""The figures that the README quotes, each measured against its floor in the same run."""
