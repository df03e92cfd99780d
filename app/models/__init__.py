"""Trained weights and the one file that runs them."""
