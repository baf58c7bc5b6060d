"""Axes of three directions that can be turned: projected by traced formulas onto the paper."""
