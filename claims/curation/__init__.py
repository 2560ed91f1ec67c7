"""Correct by hand what the software found: add, reword, split, drop and restore claims. One verb a file.

Each verb checks who acts, locks what it changes, changes it, and names the actor to the audit trail, in one
transaction. What people decide outlives every new reading of the article: see claims/anchoring.py.
"""
