"""What a new desk starts with: three people and one article."""
