"""The ``contraflow`` command: one module a subcommand, each named like its command.

Modules here import at the top only what is quick to import; Kafka, Faust and spaCy are imported
inside the commands that use them, so that ``contraflow --help`` answers at once.
"""
