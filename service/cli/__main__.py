"""`python -m service.cli`, the same as `sverka`."""

from service.cli import main

main()
