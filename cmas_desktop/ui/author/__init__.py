"""For authors and instructors: the item report and what is accepted of it."""
