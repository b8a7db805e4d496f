"""Jobs: slow work outside any turn, kept in the database, whose result comes back as a turn of its chat."""
