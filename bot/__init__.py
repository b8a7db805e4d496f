"""The machine room: updates come in, each gets one turn, messages go out. Knows nothing of welding."""
