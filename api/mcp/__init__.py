"""Agents: the archive as tools of the Model Context Protocol, over HTTP at /mcp and over standard input and output."""
