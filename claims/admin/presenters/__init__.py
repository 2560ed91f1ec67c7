"""What the pages show, as plain values: states in words, marked texts, figures."""
