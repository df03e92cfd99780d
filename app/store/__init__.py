"""SPARQL text in, bytes out."""
