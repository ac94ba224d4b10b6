#!/usr/bin/env python3
"""Registers in bad places: a file system that is full or cannot be written. Both keepers, and the server.

    tests/places.py --program build/release/servanda

What cannot be written is told with the place and nothing of it is kept; what was there is still read; once there
is room, the same goes in. Mounts small file systems of its own in a namespace; where that is not allowed: exit 77.
"""
import argparse
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

JOURNAL = """treaty a "A treaty"
  parties RUS, IRN
  force   on signature

2001-03-12 sign a by RUS, IRN
"""


class Places:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = {"PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": str(folder),
                            "SERVANDA_TODAY": "2026-01-15", "SERVANDA_PAGES": str(folder / "none")}
        self.failures, self.looked = [], 0
        (folder / "a.treaty").write_text(JOURNAL)

    def mount(self, name, size):
        place = self.folder / name
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(place)], check=True)
        return place

    def run(self, *words):
        return subprocess.run([self.program, *map(str, words)], cwd=self.folder, env=self.environment,
                              capture_output=True, text=True, timeout=120)

    def expect(self, what, done, code, *texts):
        self.looked += 1
        said = done.stdout + done.stderr
        missing = [text for text in texts if text not in said]
        if done.returncode != code or missing:
            self.failures.append(f"{what}: exit code {done.returncode}, expected {code}; missing {missing} in:\n{said}")

    def stands(self, register):
        self.expect(f"{register} still answers", self.run("status", "a", "--register", register, "--on", "2002-01-01"), 0, "IN FORCE")
        self.expect(f"{register} is sound", self.run("check", register), 0)

    def read_only(self):
        place = self.mount("sealed", "8m")
        for register in (place / "R.db", place / "R"):
            self.expect("made", self.run("import", "journal", "a.treaty", "--into", register), 0)
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        (self.folder / "acts.csv").write_text("treaty,state,act,date\na,RUS,ratify,2002-01-01\n")
        for register in (place / "R.db", place / "R"):
            self.stands(register)
            self.expect(f"import into {register}", self.run("import", "csv", "acts.csv", "--into", register), 3, str(register))
            self.expect(f"search in {register}", self.run("search", "treaty", "--register", register), 0, "found")
        for new in ("new.db", "new"):
            self.expect(f"a new register {new}", self.run("import", "journal", "a.treaty", "--into", place / new), 3, str(place / new))

    def full(self):
        place = self.mount("full", "1m")
        rows = "".join(f"t-{i},RUS,ratify,{1900 + i % 120}-0{1 + i % 9}-1{i % 9}\n" for i in range(20000))
        (self.folder / "many.csv").write_text("treaty,state,act,date\n" + rows)
        for name in ("R.db", "R"):
            register = place / name
            self.expect("made", self.run("import", "journal", "a.treaty", "--into", register), 0)
            self.expect(f"import into {register}", self.run("import", "csv", "many.csv", "--into", register), 3, str(register))
            self.stands(register)
            if register.is_dir():
                shutil.rmtree(register)
            else:
                for left in place.glob("R.db*"):
                    left.unlink()
        subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)
        for name in ("R.db", "R"):
            register = place / name
            self.expect("made", self.run("import", "journal", "a.treaty", "--into", register), 0)
            self.expect(f"with room {register}", self.run("import", "csv", "many.csv", "--into", register), 0, "40,000 statements")
            self.stands(register)

    def goes_on(self):
        """An import that found the disk full goes on where it stopped once there is room."""
        place = self.mount("short", "18m")
        register = place / "R.db"
        rows = "".join(f"t-{i},RUS,ratify,{1900 + i % 120}-0{1 + i % 9}-1{i % 9}\n" for i in range(60000))
        (self.folder / "more.csv").write_text("treaty,state,act,date\n" + rows)
        self.expect("made", self.run("import", "journal", "a.treaty", "--into", register), 0)
        self.expect("no room", self.run("import", "csv", "more.csv", "--into", register), 3, str(register), "disk is full")
        self.stands(register)
        subprocess.run(["mount", "-o", "remount,size=256m", str(place)], check=True)
        self.expect("goes on", self.run("import", "csv", "more.csv", "--into", register), 0, "120,000 statements")
        self.expect("once", self.run("import", "csv", "more.csv", "--into", register), 0, "nothing was added")
        self.expect("all there", self.run("check", register), 0, "120002 statements")

    def server(self):
        """Who writes to a server whose disk is full is told so; it goes on answering, and takes it once there is room."""
        place = self.mount("served", "1m")
        for register in (place / "R.db", place / "R"):
            self.expect("made", self.run("import", "journal", "a.treaty", "--into", register), 0)
        token = self.run("token", "new", "--tokens", "t.json", "--name", "Anna", "--role", "editor").stdout.strip()
        for register in (place / "R.db", place / "R"):
            server = subprocess.Popen([self.program, "serve", "--port", "0", "--register", str(register), "--tokens", "t.json"],
                                      cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            port = int(re.search(r"://[^ ]*:(\d+)/", server.stdout.readline()).group(1))

            def ask(method, target, body=None):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                connection.request(method, target, body and json.dumps(body),
                                   {"Content-Type": "application/json", "Authorization": f"Bearer {token}"})
                answer = connection.getresponse()
                found = answer.status, json.loads(answer.read())
                connection.close()
                return found

            statement = {"name": "later", "journal": "2002-01-01 ratify a by RUS ; " + "x" * 20000}
            try:
                with open(place / "filler", "wb") as filler:
                    while True:
                        filler.write(b"x" * 4096)
                        filler.flush()
            except OSError:
                pass
            status, answer = ask("POST", "/api/v1/statements", statement)
            self.looked += 3
            if status != 503 or "full" not in answer["detail"] and "No space" not in answer["detail"]:
                self.failures.append(f"{register}: a full disk is answered {status} {answer}")
            status, answer = ask("GET", "/api/v1/treaties/a/status?on=2002-01-01")
            if (status, answer.get("verdict")) != (200, "yes"):
                self.failures.append(f"{register}: while the disk is full, a question is answered {status} {answer}")
            (place / "filler").unlink()
            status, answer = ask("POST", "/api/v1/statements", statement)
            if status != 201:
                self.failures.append(f"{register}: with room again, a statement is answered {status} {answer}")
            server.terminate()
            if server.wait(30) != 0:
                self.failures.append(f"{register}: the server did not end well")
            self.stands(register)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        apart = ["unshare", "--user", "--map-root-user", "--mount"]
        probe = ["sh", "-c", "mount -t tmpfs none /mnt"]
        if not shutil.which("unshare") or subprocess.run(apart + probe, capture_output=True).returncode != 0:
            print("places: file systems cannot be mounted here")
            return 77
        return subprocess.run(apart + [sys.executable, __file__, "--program", options.program, "--inside"]).returncode
    with tempfile.TemporaryDirectory(prefix="servanda-places-") as name:
        places = Places(os.path.abspath(options.program), pathlib.Path(name))
        for act in (places.read_only, places.full, places.goes_on, places.server):
            act()
        for failure in places.failures:
            print(failure)
        print(f"{places.looked} looked at, {len(places.failures)} failed")
        subprocess.run(f"umount {name}/*/", shell=True, stderr=subprocess.DEVNULL)
        return 1 if places.failures else 0


if __name__ == "__main__":
    sys.exit(main())
