"""From the graph to JavaScript."""
