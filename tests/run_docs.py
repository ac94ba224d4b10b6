#!/usr/bin/env python3
"""Runs the examples of a page as a reader would type them.

In a Markdown page, a block that opens with ```treaty NAME is written to the file NAME; `servanda check`
must find it sound, unless "faulty" stands behind the name. A block ```console holds commands ("$ servanda …")
and what they print, standard output and error together, compared as in cases (`...`, `{*}`). The blocks of
a page share one folder, in their order.

    run_docs.py --program build/release/servanda docs/journal.md
"""
import argparse
import pathlib
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import run_cases  # noqa: E402


def blocks(text):
    """(language, arguments, line number, lines) of every fenced block."""
    found, inside = [], None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("```"):
            if inside:
                inside[3].append(line)
        elif inside:
            found.append(inside)
            inside = None
        else:
            words = line[3:].split()
            inside = (words[0] if words else "", words[1:], number, [])
    return found


def run(command, program, folder):
    words = shlex.split(command)
    if words[0] == "servanda":
        words[0] = str(program)
    environment = {"PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "100",
                   "HOME": "/nonexistent", "SERVANDA_TODAY": "2025-11-24"}
    return subprocess.run(words, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)


def check_page(page, program):
    misses, asked = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        for language, arguments, number, lines in blocks(page.read_text(encoding="utf-8")):
            if language == "treaty" and arguments:
                (pathlib.Path(scratch) / arguments[0]).write_text("\n".join(lines) + "\n", encoding="utf-8")
                if "faulty" in arguments:
                    continue
                done = run(f"servanda check {arguments[0]}", program, scratch)
                asked += 1
                if done.returncode != 0:
                    misses.append(f"{page}:{number}: {done.stdout.decode()}")
            elif language == "console":
                commands = []
                for line in lines:
                    if line.startswith("$ "):
                        commands.append((line[2:], []))
                    elif commands:
                        commands[-1][1].append(line)
                for command, expected in commands:
                    asked += 1
                    actual = run_cases.lines_of(run(command, program, scratch).stdout)
                    if not run_cases.agrees(expected, actual):
                        misses.append(f"{page}:{number}: $ {command}\n  prints\n    "
                                      + "\n    ".join(actual) + "\n  not\n    " + "\n    ".join(expected))
    if asked == 0:
        misses.append(f"{page}: a page without examples cannot fail")
    return misses, asked


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", default=str(run_cases.ROOT / "build" / "release" / "servanda"))
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    program = pathlib.Path(options.program).resolve()
    failed, asked = 0, 0
    for page in options.pages:
        misses, count = check_page(page.resolve(), program)
        failed += len(misses)
        asked += count
        print("\n".join(misses), end="\n" if misses else "")
    print(f"{asked} examples, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
