"""One update's turn: one chat's place, one transaction, everything or nothing."""
