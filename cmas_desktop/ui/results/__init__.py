"""What is shown when a sitting is over."""
