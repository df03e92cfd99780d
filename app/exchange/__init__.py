"""RDF that comes from outside and goes outside: read, judged, written to files, taken in again."""
