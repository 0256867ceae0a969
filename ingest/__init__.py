"""The reading room: a document becomes a draft with evidence; no HTTP, no SQL, no search."""
