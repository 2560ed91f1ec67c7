"""Who said it, by which word."""
