#!/usr/bin/env python3
"""A register under load, its server and its writers killed at random: nothing acknowledged is lost, memory stays flat.

    tests/soak.py --program build/release/servanda [--seconds 180] [--seed 1]

A server on an SQLite register takes statements by HTTP from several clients while the command line writes beside it
and others read and search. Server and writers are killed (SIGKILL) at moments that chance picks; now and then the
server is asked to end, and then must end well. After each life everything that was acknowledged must be there, and
each batch whole. In the end one server answers the same questions for a third of the time: it may not grow.
"""
import argparse
import collections
import http.client
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

WRITERS, READERS = 3, 2


class Soak:
    def __init__(self, program, folder, seed):
        self.program, self.folder = os.path.abspath(program), folder
        self.register = str(folder / "R.db")
        self.dice = random.Random(seed)
        self.environment = {"PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": str(folder),
                            "SERVANDA_PAGES": str(folder / "none"),
                            # The address sanitizer holds what was freed: little, or memory seems to grow.
                            "ASAN_OPTIONS": "quarantine_size_mb=1:thread_local_quarantine_size_kb=64"}
        self.misses = []
        self.counts = collections.Counter()
        self.lock = threading.Lock()
        self.next = 0
        self.acknowledged = set()
        (folder / "a.treaty").write_text('treaty a "A treaty"\n  parties RUS, IRN\n')
        self.command("import", "journal", "a.treaty", "--into", self.register)
        self.token = self.command("token", "new", "--tokens", "t.json", "--name", "Soak", "--role",
                                  "editor").stdout.strip()

    def command(self, *words, check=True):
        return subprocess.run([self.program, *words], cwd=self.folder, env=self.environment, capture_output=True,
                              text=True, timeout=120, check=check)

    def start(self):
        server = subprocess.Popen([self.program, "serve", "--port", "0", "--register", self.register, "--tokens",
                                   "t.json"], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
        found = re.search(r"://[^ ]*:(\d+)/", server.stdout.readline())
        if not found:
            raise SystemExit("soak: the server does not start")
        return server, int(found.group(1))

    def number(self):
        with self.lock:
            self.next += 1
            return self.next

    @staticmethod
    def journal(n):
        """Two statements that must be there both or neither."""
        return f"2001-01-01 submit a by RUS (number {n})\n\n2001-01-02 approve a by RUS (number {n})\n"

    def write_by_http(self, port, stop):
        while not stop.is_set():
            n = self.number()
            try:
                status, _ = ask(port, "POST", "/api/v1/statements",
                                {"name": f"n-{n}", "journal": self.journal(n)}, self.token)
            except (OSError, http.client.HTTPException):
                continue  # killed under way: it may be there or not
            with self.lock:
                self.counts[f"http {status}"] += 1
                if status == 201:
                    self.acknowledged.add(n)
                elif status not in (401, 503):
                    self.misses.append(f"a statement was refused with {status}")

    def write_by_command(self, stop):
        while not stop.is_set():
            n = self.number()
            path = self.folder / f"w-{n}.treaty"
            path.write_text(self.journal(n))
            writer = subprocess.Popen([self.program, "import", "journal", path.name, "--into", self.register],
                                      cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL)
            kill = random.random() < 0.5
            try:
                code = writer.wait(random.uniform(0, 0.05) if kill else 60)
            except subprocess.TimeoutExpired:
                writer.kill()
                code = writer.wait()
            path.unlink()
            with self.lock:
                self.counts["writers killed" if code < 0 else f"command {code}"] += 1
                if code == 0:
                    self.acknowledged.add(n)
            stop.wait(0.02)

    def read(self, port, stop):
        while not stop.is_set():
            for target in questions():
                try:
                    status, _ = ask(port, "GET", target)
                except (OSError, http.client.HTTPException):
                    break
                if status != 200:
                    self.misses.append(f"{target}: {status}")

    def life(self, most):
        server, port = self.start()
        stop = threading.Event()
        threads = [threading.Thread(target=self.write_by_http, args=(port, stop)) for _ in range(WRITERS)]
        threads += [threading.Thread(target=self.read, args=(port, stop)) for _ in range(READERS)]
        threads.append(threading.Thread(target=self.write_by_command, args=(stop,)))
        for thread in threads:
            thread.start()
        time.sleep(self.dice.uniform(0.05, most))
        if self.dice.random() < 0.8:
            server.send_signal(signal.SIGKILL)
            server.wait()
            self.counts["servers killed"] += 1
        else:
            server.send_signal(signal.SIGTERM)
            if server.wait(60) != 0:
                self.misses.append(f"asked to end, the server ended with {server.returncode}")
        stop.set()
        for thread in threads:
            thread.join()
        self.look()

    def look(self):
        text = self.command("export", "journal", "--register", self.register, "--out", "copy", check=False)
        if text.returncode != 0:
            self.misses.append(f"the register cannot be read: {text.stderr}")
            return
        found = {"submit": set(), "approve": set()}
        for path in (self.folder / "copy").rglob("*.treaty"):
            for act, n in re.findall(r"(submit|approve) a by RUS \(number (\d+)\)", path.read_text()):
                found[act].add(int(n))
            path.unlink()
        if found["submit"] != found["approve"]:
            self.misses.append(f"in part: {sorted(found['submit'] ^ found['approve'])[:5]}")
        lost = self.acknowledged - found["submit"]
        if lost:
            self.misses.append(f"lost, though acknowledged: {sorted(lost)[:5]}")
        self.counts["lives looked at"] += 1

    def memory(self, seconds):
        server, port = self.start()
        resident = []
        end = time.monotonic() + seconds
        while len(resident) < 3 or time.monotonic() < end:
            for _ in range(10):
                for target in questions():
                    ask(port, "GET", target)
                # Each is refused: what is refused is not kept either.
                ask(port, "POST", "/api/v1/statements", {"name": "x", "journal": "nonsense"}, self.token)
                ask(port, "POST", "/api/v1/read", {"text": "Iran ratified the treaty with Russia on May 21."})
            pages = int(pathlib.Path(f"/proc/{server.pid}/statm").read_text().split()[1])
            resident.append(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
        server.terminate()
        if server.wait(60) != 0:
            self.misses.append(f"the server ended with {server.returncode}")
        # The first rounds fill what is kept.
        early, late = max(resident[: max(2, len(resident) // 4)]), resident[-1]
        print(f"memory: {resident[0]:.1f} MiB after the first round, {early:.1f} early, {late:.1f} in the end "
              f"({len(resident)} rounds)")
        if late > early * 1.1 + 4:
            self.misses.append(f"memory grew from {early:.1f} to {late:.1f} MiB")


def questions():
    days = [f"2001-01-{day:02}" for day in range(1, 6)]
    return ([f"/api/v1/treaties/a/status?on={day}&why=true" for day in days] +
            ["/api/v1/treaties?on=2001-01-02", "/api/v1/search?q=treaty", "/api/v1/review", "/api/v1", "/healthz",
             "/feeds/calendar.ics", "/metrics"])


def ask(port, method, target, body=None, token=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if token:
            headers["Authorization"] = "Bearer " + token
        connection.request(method, target, json.dumps(body) if body is not None else None, headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    print(f"soak: {options.seconds:.0f} s, seed {options.seed}")
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as name:
        soak = Soak(options.program, pathlib.Path(name), options.seed)
        end = time.monotonic() + options.seconds * 2 / 3
        while not soak.misses and (time.monotonic() < end or soak.counts["lives looked at"] < 2):
            soak.life(min(4.0, options.seconds / 6))
        print(", ".join(f"{name} {count}" for name, count in sorted(soak.counts.items())),
              f"; {len(soak.acknowledged)} acknowledged and kept")
        if not soak.acknowledged:
            soak.misses.append("nothing was acknowledged: nothing was shown")
        if not soak.misses:
            soak.memory(options.seconds / 3)
    for miss in soak.misses:
        print("soak:", miss)
    return 1 if soak.misses else 0


if __name__ == "__main__":
    sys.exit(main())
