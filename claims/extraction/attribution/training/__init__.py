"""How the tagger is learnt, and the articles that it is learnt from."""
