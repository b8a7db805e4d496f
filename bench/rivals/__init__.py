"""Bots that are not ours and hold the same conversation: they answer with the lines that Iskra answered."""
