"""What words are to each other: forms, families, opposites, how rare they are, and what they say in news."""
