"""How the check-worthiness model is made. Nothing here is read when claims are found."""
