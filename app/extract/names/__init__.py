"""The names of persons and organisations in a text."""
