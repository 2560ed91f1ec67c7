"""How much a sentence is worth checking, and whether there is a fact in it at all: two questions."""
