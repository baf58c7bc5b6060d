"""Figures that stay live in a plain HTML page."""
