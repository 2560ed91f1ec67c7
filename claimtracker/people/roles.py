"""The three roles of a desk. Their permissions are granted by the migrations of the apps that define them."""

REVIEWER = "reviewer"
EDITOR = "editor"
ADMIN = "admin"
ROLES = (REVIEWER, EDITOR, ADMIN)
