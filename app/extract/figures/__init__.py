"""What a figure in a text is: its number, its unit, what it counts, and whether it counts at all."""
