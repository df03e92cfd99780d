"""Rules that tell whether two claims about one situation clash: each a plain function of two claims."""
