"""What the reader moves: from an author's abbreviations to native form elements."""
