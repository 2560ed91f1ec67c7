"""The desk on one machine: PostgreSQL and Valkey out of wheels, and the supervisor behind `./run`.

Nothing in here needs Django's settings: the environment that the settings are read from is made here.
"""
