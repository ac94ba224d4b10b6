#!/usr/bin/env python3
"""Holds the form of the dispatches in tests/dispatches: quotes, references, stances, kinds.

    tests/check_dispatches.py [FOLDER]     every folder below tests/dispatches, or the one given
"""
import json
import pathlib
import sys

STANCES = {"asserted", "negated", "denied", "planned", "possible", "demanded", "conditional"}
KINDS = {"treaty", "act", "clause", "quantity", "relation", "project", "event", "assessment"}


def faults_of(line, text, treaties):
    statement = json.loads(line)
    fact, quote = statement["fact"], statement["quote"]
    if fact["kind"] not in KINDS:
        yield f"no such kind: {fact['kind']}"
    if statement["stance"] not in STANCES:
        yield f"no such stance: {statement['stance']}"
    if not 0 <= quote["start"] < quote["end"] <= len(text):
        yield f"the quote {quote} lies outside of the text"
        return
    try:
        text[quote["start"]:quote["end"]].decode("utf-8")
    except UnicodeDecodeError:
        yield f"the quote {quote} cuts a letter"
    for field in ("treaty", "other"):
        if field in fact and fact[field] not in treaties:
            yield f"no treaty {fact[field]} in this document"


def check(folder):
    faults = []
    rows = (folder / "index.tsv").read_text("utf-8").splitlines()[1:]
    named = {row.split("\t")[0] for row in rows}
    found = {path.name for path in folder.glob("*.txt")}
    faults += [f"{folder}: {name} is not in the index" for name in sorted(found - named)]
    faults += [f"{folder}: {name} is in the index only" for name in sorted(named - found)]
    for name in sorted(found & named):
        text = (folder / name).read_bytes()
        path = (folder / name).with_suffix(".jsonl")
        lines = path.read_text("utf-8").splitlines()
        facts = [json.loads(line)["fact"] for line in lines]
        treaties = {fact["id"] for fact in facts if fact["kind"] == "treaty"}
        for number, line in enumerate(lines, 1):
            faults += [f"{path}:{number}: {fault}" for fault in faults_of(line, text, treaties)]
    return faults


def main():
    root = pathlib.Path(__file__).resolve().parent / "dispatches"
    folders = [pathlib.Path(sys.argv[1])] if len(sys.argv) > 1 else sorted(p for p in root.iterdir() if p.is_dir())
    faults = [fault for folder in folders for fault in check(folder)]
    print("\n".join(faults) if faults else f"{len(folders)} folders: every statement is well formed")
    return 1 if faults or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
