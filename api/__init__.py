"""The service: HTTP, SQL and the command line around the search room."""

import gc

gc.set_threshold(
    50_000, 20, 20
)  # a start makes many objects that stay; looking through them again and again costs a tenth of it
