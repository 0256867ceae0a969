"""Migrations of the tables, run by `api.database.migrate`."""
