"""What the exam is and how it is scored: no window, no database, no file, no clock of its own."""
