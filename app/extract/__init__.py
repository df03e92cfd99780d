"""The words of an article, turned into claims."""
