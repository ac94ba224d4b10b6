#!/usr/bin/env python3
"""A table of millions of rows is imported in bounded memory, shows how far it is, and goes on where it was killed.

    tests/many_rows.py --program build/release/servanda [--rows 100000]      ./check --long: ten million

Killed once in the middle and started again, it ends with every row once; a row at fault near the end is told by its
number and column before anything is imported. Memory may be the table, the 400 MiB that SQLite may keep of its file,
and 300 MiB, whatever the number of rows.
"""
import argparse
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile
import threading
import time

ACTS = ("sign", "ratify", "notify", "deposit", "exchange", "publish", "register", "declare", "submit", "approve")


def write_table(path, rows, wrong):
    with open(path, "w") as table:
        table.write("treaty,state,act,date\n")
        for i in range(rows):
            act = "dance" if i == wrong else ACTS[i % 10]
            table.write(f"t-{i // 10},RUS,{act},{1900 + i // 10 % 120}-0{1 + i % 9}-{10 + i % 19}\n")


def run(program, words, kill_at=None):
    """Exit code, what it said on a terminal, and the most memory it took in MiB."""
    out, end = pty.openpty()
    process = subprocess.Popen([program, *words], stdout=end, stderr=end)
    os.close(end)
    said, most, begun = [], 0, time.monotonic()

    def listen():
        try:
            while block := os.read(out, 65536):
                said.append(block.decode(errors="replace"))
        except OSError:
            pass

    listener = threading.Thread(target=listen)
    listener.start()
    while process.poll() is None:
        try:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            if found := re.search(r"VmHWM:\s+(\d+)", status):
                most = max(most, int(found.group(1)) // 1024)
        except OSError:
            pass
        if kill_at and kill_at("".join(said)):
            process.kill()
        time.sleep(0.05)
    listener.join(timeout=5)
    os.close(out)
    return process.returncode, "".join(said), most, time.monotonic() - begun


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--memory-factor", type=int, default=1, help="how much more a sanitizer's own bookkeeping may take")
    options = parser.parse_args()
    failures = []

    def expect(what, holds, shown=""):
        if not holds:
            failures.append(f"{what}: {shown}")

    with tempfile.TemporaryDirectory(prefix="servanda-rows-") as folder:
        table, register = f"{folder}/many.csv", f"{folder}/R.db"
        words = ["import", "csv", table, "--into", register]
        rows = options.rows
        write_table(table, rows, rows - 2)
        code, said, most, _ = run(options.program, words)
        expect("a row at fault", code == 3 and f"many.csv:{rows}: column \"act\": \"dance\" is no act" in said, said[-500:])
        write_table(table, rows, None)
        room = (os.path.getsize(table) // (1 << 20) + 400 + 300) * options.memory_factor
        expect("memory of the first look", most < room, f"{most} MiB, {room} allowed")
        half = lambda said: (found := re.findall(r"importing[^\d]*([\d,]+)", said)) and int(found[-1].replace(",", "")) > rows // 2
        code, said, most, _ = run(options.program, words, half)
        expect("progress, until it is killed", code == -9 and "importing" in said, f"{code} {said[-500:]}")
        code, said, more, seconds = run(options.program, words)
        everything = rows + (rows + 9) // 10
        expect("goes on", code == 0 and "going on after" in said and f"{everything:,} statements from {rows:,} rows" in said,
               f"{code} {said[-500:]}")
        most = max(most, more)
        expect("memory", most < room, f"{most} MiB, {room} allowed")
        code, said, _, _ = run(options.program, words)
        expect("once", code == 0 and "nothing was added" in said, said[-500:])
        code, said, _, _ = run(options.program, ["status", "t-7", "--register", register, "--on", "1950-01-01"])
        expect("answers", code in (0, 1, 5), f"{code} {said[-500:]}")
        print(f"{rows:,} rows: {most} MiB at most, the second half and the look before it {seconds:.1f} s")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
