"""Countries, states and cities by name, for those who find places and those who link them."""
