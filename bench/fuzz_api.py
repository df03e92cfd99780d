"""The whole API under schemathesis: whatever the OpenAPI description allows, nothing may end in a 5xx.

    pip install schemathesis                                  # in an environment of its own: it is large
    PYTHONPATH=. python bench/fuzz_api.py --schemathesis path/to/schemathesis

A service of its own is filled with the seed articles, then asked by schemathesis, with a token that
may do everything. Left out are commands that work for long on the whole store or write elsewhere.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from running import whosaid

LEFT_OUT = "^/admin/(backup|load|rebuild|check)"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--schemathesis", default="schemathesis", help="its program")
    parser.add_argument("--examples", type=int, default=25, help="cases for each operation")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as data,
        whosaid(Path(data), command="demo", WHOSAID_ADMIN_TOKEN="a-token") as url,
    ):
        command = [
            asked.schemathesis, "run", f"{url}/openapi.json", "--header", "Authorization: Bearer a-token",
            "--checks", "not_a_server_error", "--max-examples", str(asked.examples),
            "--seed", str(asked.seed), "--exclude-path-regex", LEFT_OUT, "--warnings", "off",
        ]  # fmt: skip
        hooks = {"SCHEMATHESIS_HOOKS": "fuzz_hooks", "PYTHONPATH": str(Path(__file__).parent)}
        sys.exit(subprocess.run(command, check=False, env=os.environ | hooks).returncode)


if __name__ == "__main__":
    main()
