"""`make demo-reset`: forget the demo's data."""

import shutil
import sys

from tests.demo import lock, places
from tests.services import postgres


def main() -> None:
    try:
        with lock.alone():
            postgres.forget(places.HOME / "postgres")
            shutil.rmtree(places.HOME, ignore_errors=True)
    except lock.AlreadyRunning as problem:
        sys.exit(str(problem))
    print("The demo's data is gone.")


if __name__ == "__main__":
    main()
