"""Second stage: inside the virtual environment, with everything at hand."""

import sys

from . import chores, lint, postgres, serve, testing
from .__main__ import parse
from .console import Stop


def main(argv: list[str]) -> int:
    if argv == ["remove-cluster"]:
        serve.stop()
        postgres.Cluster().remove()
        return 0
    chosen = parse(argv)
    words = {
        "run": lambda: serve.run(chosen.db, chosen.host, chosen.port),
        "test": lambda: testing.test(chosen.tests),
        "bench": chores.bench,
        "lint": lint.lint,
        "format": lint.reformat,
        "shell": lambda: chores.shell(chosen.db),
        "export": lambda: chores.export(chosen.db, chosen.tests),
        "stop": serve.stop,
    }
    return words[chosen.word]()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        stop.show()
        sys.exit(1)
    except KeyboardInterrupt:
        print("\n已中断，可随时重新运行。  Interrupted; run it again whenever you like.")
        sys.exit(130)
