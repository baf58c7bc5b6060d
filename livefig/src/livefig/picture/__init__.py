"""The drawing of a figure whose artists are bound."""
