"""RSS and Atom feeds that the desk follows: what they are, how they are polled, who switches them."""
