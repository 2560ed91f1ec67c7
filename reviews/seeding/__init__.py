"""A desk filled with made-up claims, to see and measure it at the size of years of work."""
