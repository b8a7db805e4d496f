"""What is remembered: tables and queries, one file a feature, and the migrations."""
