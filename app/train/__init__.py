"""How the weights in app/models were made; nothing imports it, its needs are the extra `train`."""
