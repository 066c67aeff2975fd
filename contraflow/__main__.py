"""``python -m contraflow``: the same as the ``contraflow`` command."""

from contraflow.cli.main import main

main()
