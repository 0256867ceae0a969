"""Storage: a segment as arrays in one memory-mapped file, with checksums, and what is looked up in it."""
