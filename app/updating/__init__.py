"""What administrators write: tried on a copy, held against the rules as it will stand, then committed."""
