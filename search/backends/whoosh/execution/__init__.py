"""Execution: questions answered over the arrays of all segments of a generation."""
