#!/usr/bin/env python3
"""Runs case files: input, commands and expected output in one file that anybody can read.

    # what it shows, in a sentence
    given register/a.treaty
      treaty a "A treaty"
    end
    ask servanda status a --register register --on 2025-01-01 -> 1
      no ...
    error
      (what stands on standard error; without this part it must be empty)
    end

Lines of a part are indented by two spaces. `given` writes a text file, `given-bytes` one from
hexadecimal digits, `env NAME=VALUE` sets a variable for the whole case. `ask` runs a command in an
empty folder that holds the given files: `servanda` is the program under test, `$EXAMPLES` and `$DATA`
are the repository's examples and test data, `< FILE` feeds standard input, `-> N` is the expected
exit code (0 where it is left out). Expected lines are compared as they are, but `...` alone on a line
stands for any number of lines, and `{*}` inside a line for anything.

    run_cases.py --program build/release/servanda tests/cases/law/good/exchange.case
    run_cases.py --program ... --bless FILE...    rewrites the expected parts: read the diff
    run_cases.py --self-test
"""
import argparse
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SKIPPED = 77  # what ctest takes for "skipped"


class Fault(Exception):
    pass


class Ask:
    def __init__(self, line, number):
        self.line, self.number = line, number
        words, arrow, code = line.partition(" -> ")
        self.code = int(code) if arrow else 0
        self.words, self.stdin = shlex.split(words), None
        if len(self.words) > 2 and self.words[-2] == "<":
            self.stdin, self.words = self.words[-1], self.words[:-2]
        self.out, self.err = [], []


def parse(text, name):
    """The steps of a case in order: ("comment", line), ("env", …), ("given", …), Ask."""
    steps, lines, i = [], text.split("\n"), 0
    if lines and lines[-1] == "":
        lines.pop()

    def block(start):
        part, at = [], start
        while at < len(lines) and (lines[at].startswith("  ") or lines[at] == ""):
            part.append(lines[at][2:])
            at += 1
        return part, at

    while i < len(lines):
        line, number = lines[i], i + 1
        i += 1
        if not line or line.startswith("#"):
            steps.append(("comment", line))
        elif line.startswith("env "):
            steps.append(("env", line[4:]))
        elif line.startswith("given ") or line.startswith("given-bytes "):
            kind, path = line.split(" ", 1)
            part, i = block(i)
            steps.append((kind, path, part))
            if i >= len(lines) or lines[i] != "end":
                raise Fault(f"{name}:{i + 1}: \"end\" is expected (did you indent by two spaces?)")
            i += 1
        elif line.startswith("ask "):
            ask = Ask(line[4:], number)
            ask.out, i = block(i)
            if i < len(lines) and lines[i] == "error":
                ask.err, i = block(i + 1)
            if i >= len(lines) or lines[i] != "end":
                raise Fault(f"{name}:{i + 1}: \"end\" is expected (did you indent by two spaces?)")
            i += 1
            steps.append(ask)
        else:
            raise Fault(f"{name}:{number}: given, given-bytes, env, ask or a comment is expected")
    if not any(isinstance(step, Ask) for step in steps):
        raise Fault(f"{name}: a case that asks nothing cannot fail")
    return steps


def agrees(expected, actual):
    pattern = []
    for line in expected:
        if line.strip() == "...":
            pattern.append(r"(?:[^\n]*\n)*?")
        else:
            pattern.append(r"[^\n]*".join(re.escape(p) for p in line.split("{*}")) + "\n")
    return re.fullmatch("".join(pattern), "".join(line + "\n" for line in actual)) is not None


def lines_of(data):
    # Calendars end their lines in CR LF; cases are written with LF alone.
    text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    return lines


def run(path, program, bless):
    """The misses of one case, as texts; with `bless` the file is rewritten instead."""
    steps = parse(path.read_text(encoding="utf-8"), str(path))
    misses = []
    environment = {"PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8", "COLUMNS": "100",
                   "HOME": "/nonexistent", "SERVANDA_TODAY": "2025-11-24"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "SERVANDA_WITHOUT_RULE"):
        if name in os.environ:
            environment[name] = os.environ[name]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)

        def expand(word):
            return (word.replace("$EXAMPLES", str(ROOT / "examples"))
                        .replace("$DATA", str(ROOT / "tests" / "data")))

        def hide(lines):
            return [line.replace(str(ROOT / "examples"), "$EXAMPLES").replace(scratch, "$SCRATCH")
                    .replace(str(ROOT / "tests" / "data"), "$DATA") for line in lines]

        for step in steps:
            if isinstance(step, Ask):
                words = [expand(word) for word in step.words]
                words = [str(program) if word == "servanda" and i == 0 else word
                         for i, word in enumerate(words)]
                stdin = open(folder / expand(step.stdin), "rb") if step.stdin else subprocess.DEVNULL
                try:
                    done = subprocess.run(words, cwd=folder, env=environment, stdin=stdin,
                                          capture_output=True, timeout=60, check=False)
                except subprocess.TimeoutExpired:
                    misses.append(f"{path}:{step.number}: no answer within 60 s")
                    continue
                out, err = hide(lines_of(done.stdout)), hide(lines_of(done.stderr))
                if bless:
                    if not agrees(step.out, out):
                        step.out = out
                    if not agrees(step.err, err):
                        step.err = err
                    step.code = done.returncode
                    continue
                where = f"{path}:{step.number}: ask {step.line}"
                if done.returncode != step.code:
                    misses.append(f"{where}\n  exit code {done.returncode}, expected {step.code}")
                for what, want, have in (("output", step.out, out), ("error", step.err, err)):
                    if not agrees(want, have):
                        diff = difflib.unified_diff(want, have, "expected " + what, "actual " + what,
                                                    lineterm="")
                        misses.append(where + "\n" + "\n".join("  " + line for line in diff))
            elif step[0] == "env":
                name, _, value = step[1].partition("=")
                environment[name] = expand(value)
            elif step[0] in ("given", "given-bytes"):
                target = folder / step[1]
                target.parent.mkdir(parents=True, exist_ok=True)
                if step[0] == "given":
                    target.write_text("".join(line + "\n" for line in step[2]), encoding="utf-8")
                else:
                    target.write_bytes(bytes.fromhex("".join(step[2])))
    if bless:
        path.write_text(print_case(steps), encoding="utf-8")
    return misses


def print_case(steps):
    text = []
    part = lambda lines: ["  " + line if line else "" for line in lines]
    for step in steps:
        if isinstance(step, Ask):
            line = "ask " + step.line.partition(" -> ")[0]
            text.append(line + (f" -> {step.code}" if step.code else ""))
            text += part(step.out)
            if step.err:
                text += ["error"] + part(step.err)
            text.append("end")
        elif step[0] == "comment":
            text.append(step[1])
        elif step[0] == "env":
            text.append("env " + step[1])
        else:
            text += [f"{step[0]} {step[1]}"] + part(step[2]) + ["end"]
    return "\n".join(text) + "\n"


def self_test():
    """The runner must notice what is wrong: a wrong line, a wrong code, an unexpected error."""
    def misses(case):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "x.case"
            path.write_text(case, encoding="utf-8")
            return run(path, "/bin/false", False)
    assert misses("given a.txt\n  one\n  two\nend\nask cat a.txt\n  one\n  two\nend\n") == []
    assert misses("given a.txt\n  one\n  two\nend\nask cat < a.txt\n  one\n  ...\nend\n") == []
    assert misses("ask echo number 17\n  number {*}\nend\n") == []
    assert len(misses("ask echo one\n  two\nend\n")) == 1
    assert len(misses("ask echo one\nend\n")) == 1
    assert len(misses("ask servanda\nend\n")) == 1
    assert misses("ask servanda -> 1\nend\n") == []
    assert len(misses("ask ls no-such-file -> 2\nend\n")) == 1
    assert misses("given-bytes b\n  41 0a\nend\nask cat b\n  A\nend\n") == []
    for broken in ("ask echo\n  x\n", "nonsense\n", "# nothing\n"):
        try:
            misses(broken)
        except Fault:
            continue
        raise AssertionError(f"accepted: {broken!r}")
    case = "# head\nenv A=b\ngiven a\n  x\n\n  y\nend\nask echo x -> 3\n  x\nerror\n  z\nend\n"
    assert print_case(parse(case, "x")) == case
    print("run_cases: self-test passed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build" / "release" / "servanda"))
    parser.add_argument("--bless", action="store_true", help="rewrite what is expected")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("cases", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    if options.self_test:
        return self_test()
    program = pathlib.Path(options.program).resolve()
    cases = []
    for path in options.cases or [ROOT / "tests" / "cases"]:
        cases += sorted(path.rglob("*.case")) if path.is_dir() else [path]
    slow = [path for path in cases if path.suffix == ".case_slow"]
    if slow and not os.environ.get("SERVANDA_LONG"):
        cases = [path for path in cases if path not in slow]
        if not cases:
            print("slow: run with SERVANDA_LONG=1 (./check --long)")
            return SKIPPED
    failed = 0
    for path in cases:
        try:
            misses = run(path.resolve(), program, options.bless)
        except Fault as fault:
            misses = [str(fault)]
        failed += bool(misses)
        for miss in misses:
            print(miss)
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
