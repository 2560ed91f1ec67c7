"""Evidence that people bring: a page, a document, an interview. What machines find is claims/lookup."""
