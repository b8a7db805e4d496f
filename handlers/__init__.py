"""What each person sees and may press: conversations, one file a feature."""
