"""Attribution: the model's proposals, the rules around it, chains, and every field of each statement."""
