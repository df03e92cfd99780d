"""Going out to addresses that strangers name, without being led astray."""
