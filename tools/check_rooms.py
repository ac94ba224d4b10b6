#!/usr/bin/env python3
"""Holds every include to the arrows of the house.

Reads the rooms, their order and their links from src/servanda/CMakeLists.txt. A file of a room may
include "servanda/OTHER/…" only where OTHER is the room itself or one that it links, directly or
through another; links point up in the list only. Every room has a row in HACKING.md.

No two headers define a type of one name in one namespace: the language allows it until a program links both, and
then takes the one's functions for the other's without a word (the one definition rule).
"""
import pathlib
import re
import sys
import tempfile

ROOM = re.compile(r"servanda_room\(\s*(\w+)(.*?)\)", re.S)
TYPE = re.compile(r"^(?:struct|class|enum(?: class)?) (\w+)\b(?!::)[^;({]*\{", re.M)
NAMESPACE = re.compile(r"^namespace ([\w:]+) \{", re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def faults(root):
    found = []
    cmake = (root / "src/servanda/CMakeLists.txt").read_text(encoding="utf-8")
    cmake = re.sub(r"#.*", "", cmake)
    order, reach = [], {}
    for name, rest in ROOM.findall(cmake):
        words = rest.split()
        links = []
        if "ROOMS" in words:
            for word in words[words.index("ROOMS") + 1:]:
                if word.isupper():
                    break
                links.append(word)
        for link in links:
            if link not in order:
                found.append(f"room {name} links {link}, which does not stand above it")
        order.append(name)
        reach[name] = {name}.union(*(reach.get(link, set()) for link in links), links)
    if {"law", "journal", "reader", "register"} & reach.get("proof", set()):
        found.append("proof must know base, time and model only: it is the second opinion")
    hacking = (root / "HACKING.md").read_text(encoding="utf-8")
    for name in order:
        if f"| `{name}` |" not in hacking:
            found.append(f"room {name} has no row in HACKING.md")
    defined = {}
    for path in sorted((root / "src/servanda").rglob("*")):
        if path.suffix not in (".h", ".cc"):
            continue
        room = path.relative_to(root / "src/servanda").parts[0]
        if room not in reach:
            found.append(f"{path.relative_to(root)}: {room} is no room of src/servanda/CMakeLists.txt")
            continue
        text = path.read_text(encoding="utf-8")
        space = NAMESPACE.search(text)
        for name in TYPE.findall(text) if path.suffix == ".h" else []:
            other = defined.setdefault((space and space.group(1), name), path)
            if other != path:
                found.append(f"{path.relative_to(root)}: {name} is also defined in {other.relative_to(root)}")
        for include in INCLUDE.findall(text):
            parts = include.split("/")
            if len(parts) != 3 or parts[0] != "servanda":
                found.append(f'{path.relative_to(root)}: "{include}" is not "servanda/ROOM/file.h"')
            elif parts[1] not in reach[room]:
                found.append(f"{path.relative_to(root)}: {room} may not look into {parts[1]}")
    if not order:
        found.append("no rooms found in src/servanda/CMakeLists.txt")
    return found


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "src/servanda/base").mkdir(parents=True)
        (root / "src/servanda/law").mkdir()
        (root / "src/servanda/CMakeLists.txt").write_text(
            "servanda_room(base LIBRARIES fmt)\nservanda_room(law ROOMS base)\n", encoding="utf-8")
        (root / "HACKING.md").write_text("| `base` |\n| `law` |\n", encoding="utf-8")
        (root / "src/servanda/law/a.cc").write_text('#include "servanda/base/b.h"\n', encoding="utf-8")
        assert faults(root) == [], faults(root)
        (root / "src/servanda/base/b.cc").write_text('#include "servanda/law/a.h"\n', encoding="utf-8")
        assert len(faults(root)) == 1
        (root / "src/servanda/law/c.cc").write_text('#include "a.h"\n', encoding="utf-8")
        assert len(faults(root)) == 2
        (root / "HACKING.md").write_text("| `base` |\n", encoding="utf-8")
        assert len(faults(root)) == 3
        (root / "src/servanda/base/d.h").write_text("struct Day {\n  int n;\n};\nclass Other;\n", encoding="utf-8")
        (root / "src/servanda/law/e.h").write_text("class Day : Other {\n};\nclass Other;\n", encoding="utf-8")
        assert len(faults(root)) == 4
    print("check_rooms: self-test passed")


if __name__ == "__main__":
    if "--self-test" in sys.argv:
        self_test()
        sys.exit(0)
    wrong = faults(pathlib.Path(__file__).resolve().parent.parent)
    for line in wrong:
        print(line)
    print(f"rooms: {len(wrong)} faults" if wrong else "rooms: every include points down")
    sys.exit(1 if wrong else 0)
