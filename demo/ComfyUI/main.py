# The demo is looked at, never run.
