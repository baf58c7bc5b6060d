"""Recording what an author's function asks of NumPy, as a graph."""
