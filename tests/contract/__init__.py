"""The contract against the running server; `make contract` runs it."""
