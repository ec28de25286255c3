"""What is asked of the operating system: clocks now, lockdown later; one module per system."""
