#!/usr/bin/env python3
"""Takes the rules of law out of the engine one by one: for each, some case must then fail.

    tests/without_rules.py [RULE…]

Builds the program with SERVANDA_MUTABLE_RULES in build/mutable and runs the cases of law with each rule left
out (all that stand in src/servanda/proof/proof.cc, unless some are named). Fails where a rule is not missed.
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/mutable"
CASES = ["law", "derive", "stories", "vienna", "cli"]


def rules():
    text = (ROOT / "src/servanda/proof/proof.cc").read_text(encoding="utf-8")
    table = text[text.index("kRules{"):text.index("return kRules")]
    return re.findall(r'^ {6}\{"([a-z-]+)",', table, re.M)


def failing(rule):
    """The cases that fail without the rule, and how many there are."""
    done = subprocess.run(
        [sys.executable, ROOT / "tests/run_cases.py", "--program", BUILD / "servanda",
         *(ROOT / "tests/cases" / folder for folder in CASES)],
        capture_output=True, text=True, env={**os.environ, "SERVANDA_WITHOUT_RULE": rule})
    lines = (done.stdout + done.stderr).splitlines()
    return sorted({line.split(".case:")[0].rsplit("/", 1)[1] for line in lines if ".case:" in line})


def main():
    subprocess.run(["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                    "-DSERVANDA_MUTABLE_RULES=ON", "-DSERVANDA_TESTS=OFF"],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", BUILD, "--target", "servanda"], check=True,
                   stdout=subprocess.DEVNULL)
    if broken := failing("none"):
        sys.exit(f"with every rule in effect these fail already: {', '.join(broken)}")
    unmissed = []
    for rule in sys.argv[1:] or rules():
        found = failing(rule)
        print(f"{rule}: {len(found)} cases fail without it"
              f"{', ' + found[0] + ' first' if found else ''}", flush=True)
        if not found:
            unmissed.append(rule)
    if unmissed:
        sys.exit(f"nothing misses {', '.join(unmissed)}")


if __name__ == "__main__":
    main()
