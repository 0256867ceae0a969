"""The service: HTTP, SQL and the command line around the search room."""
