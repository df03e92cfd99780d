"""Records as triples, and triples as records."""
