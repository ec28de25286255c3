"""The first screen: what to do next, what was done before, and the facts of the examination."""
