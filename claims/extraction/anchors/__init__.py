"""What became of a passage when its text was edited: exact, moved, changed or orphaned. Never a guess.

The selectors are those of the W3C Web Annotation data model: the words with what is around them, and their place.
"""
