"""From Matplotlib to SVG."""
