"""What the program is not, in one place, so that it is said alike everywhere."""

DISCLAIMER = (
    "An independent practice program. Not affiliated with, endorsed by or approved by American Medical "
    "Technologists (AMT) or Pearson VUE. Its questions are original and its score is its own: it does not "
    "tell what you would score in the examination."
)
"""What the program is not: said on the first screen and in every report."""
