#!/usr/bin/env python3
"""Every rule of the Vienna Convention that the engine follows has three cases: one where it applies, one where it
does not, one where the treaty says otherwise.

    tests/vienna.py

A comment before a question of a case in tests/cases/vienna says which it is: "# article 35: positive",
"negative", "the treaty says otherwise". Fails for an article of the list below that lacks one of them, and for a
comment that names none of the three.
"""
import collections
import pathlib
import re
import sys

CASES = pathlib.Path(__file__).resolve().parent / "cases/vienna"
KINDS = ("positive", "negative", "the treaty says otherwise")
ARTICLES = [2, *range(7, 19), 24, 25, 28, 30, *range(34, 39), *range(54, 60), *range(65, 69), 70, 76, 77, 78, 79]


def main():
    found = collections.defaultdict(set)
    faults = []
    for case in sorted(CASES.rglob("*.case")):
        lines = case.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines[1:], 1):  # the first tells what the case shows
            told = re.match(r"# article (\d+): (.*)", line)
            if not told:
                continue
            kind = next((kind for kind in KINDS if told[2].startswith(kind)), None)
            # Several articles may share a question: it comes after the last of their comments.
            asked = next((after for after in lines[number:] if not after.startswith("#")), "")
            if kind is None or not asked.startswith("ask "):
                faults.append(f"{case.name}:{number + 1}: neither positive nor negative nor \"the treaty says "
                              "otherwise\", or no question follows")
            else:
                found[int(told[1])].add(kind)
    for article in ARTICLES:
        for kind in KINDS:
            if kind not in found[article]:
                faults.append(f"article {article} has no case \"{kind}\"")
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(ARTICLES)} articles, three cases each")


if __name__ == "__main__":
    main()
