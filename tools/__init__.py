"""What makes, checks and draws parts of Iskra; nothing here runs with it."""
