"""One engine in a process of its own, asked everything: `python -m bench.child MODULE FOLDER QUESTIONS` says its memory in MB.

An engine is imported by name, so that the process holds nothing of the others.
"""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from bench.figures import memory_mb
from bench.question import read


def memory_of(module: str, folder: Path, questions: Path) -> float | None:
    """The memory of a process that has asked this engine all the questions."""
    command = [sys.executable, "-m", "bench.child", module, str(folder), str(questions)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: float | None = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Entry point of the process."""
    module, folder, questions = sys.argv[1:]
    engine = import_module(module).opened(Path(folder))
    for question in read(Path(questions)):
        engine.answer(question)
    print(json.dumps(memory_mb()))


if __name__ == "__main__":
    main()
