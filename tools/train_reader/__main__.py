"""`python -m tools.train_reader`."""

import sys

from tools.train_reader.commands import main

sys.exit(main())
