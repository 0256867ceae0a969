"""Every query on the database, one module for each thing asked about."""
