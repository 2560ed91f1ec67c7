"""Ranking texts against texts: one posting index for the library's passages and, in time, for claims."""
