"""`python -m bot` is `iskra`."""

from bot.cli import main

if __name__ == "__main__":
    main()
