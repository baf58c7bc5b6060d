"""What an author's function asks of Matplotlib: its calls, and what of them follows a control."""
