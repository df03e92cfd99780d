"""Names in an article, tied to known parties and places."""
