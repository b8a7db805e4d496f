"""The history of the tables. `make migration NAME=…` adds a step; `storage/migrate.py` applies them."""
