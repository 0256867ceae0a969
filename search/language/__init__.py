"""The query language: what a person types becomes a plan that every engine can run."""
