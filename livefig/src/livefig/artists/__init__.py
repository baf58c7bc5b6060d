"""What can follow a value: one file a kind, their table, and the binding of values to artists."""
