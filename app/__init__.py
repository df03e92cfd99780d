"""Whosaid: who said what, where exactly it stands, and who contradicts it."""
