"""The only place in sayso that touches the network, and only for addresses that the user names and what those list."""
