"""Words with numbers and a little mathematics in them."""
