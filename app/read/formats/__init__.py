"""One module for each form in which an article comes."""
