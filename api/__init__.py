"""The service: HTTP, SQL and the command line around the search room."""

import gc

gc.set_threshold(1_000_000)  # what modules make stays; looking through it while they load is a tenth of a start
