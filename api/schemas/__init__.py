"""What answers look like: records, vocabularies, the envelopes around them, and problems."""
