"""How the attribution model is made: corpus, network, training, export; needs torch, and nothing at run time needs it."""
