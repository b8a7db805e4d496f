"""The matrix of notices: every event of admission brought about, and who is told of it by the table of content.

`house` lays the people and places, `scenarios` brings each event about. A new event needs a scenario there.
"""
