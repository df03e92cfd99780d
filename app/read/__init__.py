"""Bytes from files, feeds and addresses, turned into articles."""
