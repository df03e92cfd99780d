"""How times are written, and the days that they come to."""
