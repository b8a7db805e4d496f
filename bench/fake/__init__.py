"""A Bot API server with a crowd of people in it, cheap enough not to be what is measured."""
