"""What the commands of `bot/cli.py` do, one file each. Imported only when the command is run."""
