"""How fast Iskra is beside other bots that hold the same conversation: `python -m bench`, `make bench`."""
