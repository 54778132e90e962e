"""`python -m tests.services.run COMMAND…`: run a command of the product with fresh services.

The database has been through `flask bootstrap`; everything is gone afterwards.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.services import commands
from tests.services.fresh import fresh_services
from tests.services.processes import ServiceFailed


def main(command: list[str]) -> int:
    try:
        with fresh_services() as stack:
            commands.flask(stack.env, "bootstrap")
            programs = Path(sys.executable).parent
            env = stack.env | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
            return subprocess.run(command, env=env, check=False).returncode
    except ServiceFailed as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
