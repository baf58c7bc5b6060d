"""Neural networks in NumPy, small enough to read."""
