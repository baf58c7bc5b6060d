"""Where a figure is shown: Jupyter, Sphinx."""
