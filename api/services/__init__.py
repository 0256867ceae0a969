"""What the service answers, without HTTP: a snapshot and a question in, an envelope out."""
