"""Check the types in the runtime's comments with TypeScript, where Node.js and npm are there.

TypeScript is installed once, into the virtual environment, so that a second call needs no network.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

VERSION = "5.9.3"
ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "livefig" / "src" / "livefig" / "page" / "runtime" / "tsconfig.json"
HOME = Path(sys.prefix) / "share" / f"typescript-{VERSION}"


def typescript(home: Path = HOME) -> Path | None:
    """Return the compiler, installed first where it is not there; None where npm gives none."""
    compiler = home / "node_modules" / "typescript" / "bin" / "tsc"
    npm = shutil.which("npm")
    if not compiler.is_file() and npm:
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"]
        command = [npm, "install", "--silent", "--prefix", str(home), *options]
        subprocess.run([*command, f"typescript@{VERSION}"], stdout=sys.stderr)
    return compiler if compiler.is_file() else None


def main() -> None:
    """End with the compiler's verdict, or say in one sentence why there is none."""
    node = shutil.which("node")
    compiler = typescript() if node else None
    if not node or compiler is None:
        missing = f"npm could not install TypeScript {VERSION}" if node else "there is no Node.js"
        print(f"The types of the JavaScript were not checked: {missing}.")
        return
    done = subprocess.run([node, str(compiler), "--project", str(PROJECT)])
    if done.returncode:
        sys.exit(done.returncode)
    print("The types of the JavaScript are right.")


if __name__ == "__main__":
    main()
