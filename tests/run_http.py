#!/usr/bin/env python3
"""Runs cases against a server: requests and what must come back, in one file that anybody can read.

    # what it shows, in a sentence
    given register/a.treaty          as in run_cases.py
      treaty a "A treaty"
    end
    run servanda token new --tokens t.json --name Anna --role editor => TOKEN
    serve --register register --tokens t.json
    ask GET /api/v1/treaties/a/status?on=2025-01-01
      Authorization: Bearer $TOKEN
    body
      {"text": "…"}
    -> 200
      content-type == application/json
      etag =~ W/".*"
      json verdict == "yes"
      json readings.0.from == null
      body has in force
      body lacks <script>
      as servanda status a --register register --on 2025-01-01 --format json
    end
    refuse --address 0.0.0.0 -> 2    a server that must not start: exit code, and what it says on stderr
      could be read on the way
    raw GET / HTTP/1.1\\r\\n\\r\\n       bytes as they are, with Python's escapes
    -> 400
    end

The server listens on a free port and starts anew for each `serve`. `as` compares the answer with what
the command line says, as JSON. `$EXAMPLES` is the repository's examples; `=> NAME` keeps what a command
prints, and `keep NAME = etag` a header of the last answer. `write FILE` (with a block) changes a file
while the server runs. After the last step the server must still be up and end cleanly on SIGTERM.

    run_http.py --program build/release/servanda tests/http/*.http
    run_http.py --program ... --contract       every documented request gets a documented answer
    run_http.py --program ... --hostile        slow, huge and broken clients: the server stays up
    run_http.py --self-test
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
TODAY = "2026-01-15"


class Fault(Exception):
    pass


class Server:
    """A server on a free port, for a `with`."""

    def __init__(self, program, words, folder, environment):
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", *words], cwd=folder, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"(https?)://[^ ]*:(\d+)/", line)
        if not found:
            self.process.wait(30)
            raise Fault(f"the server does not start: {line}{self.process.stderr.read()}")
        self.port = int(found.group(2))
        # The certificate of a test is its own.
        self.secure = ssl._create_unverified_context() if found.group(1) == "https" else None

    def ask(self, method, target, headers=None, body=None, timeout=60):
        if self.secure:
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=timeout,
                                                     context=self.secure)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True,
                                  skip_host="Host" in (headers or {}))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        finally:
            connection.close()

    def raw(self, data, timeout=30):
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as one:
            one.sendall(data)
            one.shutdown(socket.SHUT_WR)
            answer = b""
            while True:
                try:
                    part = one.recv(65536)
                except ConnectionResetError:
                    break
                if not part:
                    break
                answer += part
        head, _, body = answer.partition(b"\r\n\r\n")
        found = re.match(rb"HTTP/1\.1 (\d+)", head)
        headers = {}
        for line in head.decode("latin-1").split("\r\n")[1:]:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        return int(found.group(1)) if found else 0, headers, body

    def stop(self):
        """Its exit code; a server that has gone, or does not go, is a fault."""
        if self.process.poll() is not None:
            raise Fault(f"the server went down: {self.process.returncode}: "
                        f"{self.process.stderr.read()}")
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Fault("the server does not end on SIGTERM") from None
        errors = self.process.stderr.read()
        if code != 0 or errors:
            raise Fault(f"the server ended with {code}: {errors}")

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(30)


def environment(folder):
    kept = {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}
    return {"PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": str(folder),
            "SERVANDA_TODAY": TODAY, "SERVANDA_PAGES": str(folder / "no-pages"), **kept}


def look_up(value, path):
    for name in path.split(".") if path else []:
        if isinstance(value, list):
            if name == "#":
                value = len(value)
                continue
            value = value[int(name)] if int(name) < len(value) else None
        elif isinstance(value, dict):
            value = value.get(name)
        else:
            return None
    return value


class Case:
    def __init__(self, path, program):
        self.path, self.program, self.misses = path, os.path.abspath(program), []
        self.variables = {"EXAMPLES": str(ROOT / "examples")}
        self.server, self.answer, self.asked = None, None, 0

    def expand(self, text):
        return re.sub(r"\$([A-Z]+)", lambda m: self.variables.get(m.group(1), m.group(0)), text)

    def run(self):
        lines = self.path.read_text(encoding="utf-8").split("\n")
        with tempfile.TemporaryDirectory() as name:
            self.folder = pathlib.Path(name)
            self.environment = environment(self.folder)
            try:
                self.steps(lines)
                if self.server:
                    self.server.stop()
            except Fault as fault:
                self.misses.append(str(fault))
            finally:
                if self.server:
                    self.server.kill()
        if self.asked == 0:
            self.misses.append("a case that expects nothing cannot fail")
        return self.misses

    def steps(self, lines):
        i = 0

        def block():
            nonlocal i
            part = []
            while i < len(lines) and (lines[i].startswith("  ") or
                                      (lines[i] == "" and i + 1 < len(lines) and
                                       lines[i + 1].startswith("  "))):
                part.append(lines[i][2:])
                i += 1
            return part

        while i < len(lines):
            line, number = lines[i], i + 1
            i += 1
            where = f"{self.path.name}:{number}"
            word, _, rest = line.partition(" ")
            rest = self.expand(rest)
            if not line or line.startswith("#") or line == "end":
                continue
            if word in ("given", "write"):
                target = self.folder / rest
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text("\n".join(block()) + "\n", encoding="utf-8")
                if word == "write":
                    time.sleep(2.2)  # the server looks once a second
            elif word == "run":
                words, _, keep = rest.partition(" => ")
                done = self.command(shlex.split(words))
                if keep:
                    self.variables[keep.strip()] = done.stdout.strip()
            elif word == "refuse":
                words, _, expected = rest.partition(" -> ")
                self.asked += 1
                done = subprocess.run([self.program, "serve", "--port", "0", *shlex.split(words)], cwd=self.folder,
                                      env=self.environment, capture_output=True, text=True, timeout=60)
                told = "\n".join(block())
                if str(done.returncode) != expected or told not in done.stderr:
                    self.misses.append(f"{where}: {done.returncode}: {done.stderr}")
            elif word == "serve":
                if self.server:
                    self.server.stop()
                self.server = Server(self.program, shlex.split(rest), self.folder, self.environment)
                self.variables["PORT"] = str(self.server.port)
            elif word == "ask":
                method, _, target = rest.partition(" ")
                headers = dict(self.expand(h).split(": ", 1) for h in block() if h)
                body = None
                if i < len(lines) and lines[i] == "body":
                    i += 1
                    body = self.expand("\n".join(block())).encode("utf-8")
                self.answer = self.server.ask(method, target, headers, body)
            elif word == "raw":
                self.answer = self.server.raw(
                    rest.encode("utf-8").decode("unicode_escape").encode("latin-1"))
            elif word == "keep":
                name, _, header = rest.partition(" = ")
                self.variables[name] = self.answer[1].get(header.strip(), "")
            elif word == "->":
                self.asked += 1
                if str(self.answer[0]) != rest:
                    self.misses.append(f"{where}: status {self.answer[0]}, expected {rest}\n"
                                       f"    {self.answer[2][:600]!r}")
                for expectation in block():
                    if not self.holds(self.expand(expectation)):
                        self.misses.append(f"{where}: {expectation}\n    {self.told(expectation)}")
            else:
                raise Fault(f"{where}: what is \"{line}\"?")

    def command(self, words):
        if words[0] == "servanda":
            words[0] = self.program
        path = os.path.dirname(self.program) + ":" + self.environment["PATH"]
        done = subprocess.run(words, cwd=self.folder, env={**self.environment, "PATH": path},
                              capture_output=True, text=True, timeout=120)
        if done.returncode not in (0, 1, 5):
            raise Fault(f"{words}: exit code {done.returncode}: {done.stderr}")
        return done

    def told(self, expectation):
        status, headers, body = self.answer
        name = expectation.split(" ")[0]
        if name in ("json", "body", "as"):
            return repr(body[:1500])
        return f"{status} {name}: {headers.get(name)!r}"

    def holds(self, text):
        _, headers, body = self.answer
        if text.startswith("as "):
            done = self.command(shlex.split(text[3:]))
            return json.loads(body) == json.loads(done.stdout)
        if text.startswith("body has "):
            return text[len("body has "):].encode("utf-8") in body
        if text.startswith("body lacks "):
            return text[len("body lacks "):].encode("utf-8") not in body
        if text.startswith("json "):
            path, _, value = text[5:].partition(" == ")
            try:
                return look_up(json.loads(body), path) == json.loads(value)
            except (ValueError, IndexError):
                return False
        name, operator, value = (text.split(" ", 2) + ["", ""])[:3]
        if operator == "==":
            return headers.get(name) == value
        if operator == "=~":
            return re.fullmatch(value, headers.get(name, "")) is not None
        if operator == "absent":
            return name not in headers
        raise Fault(f"what is \"{text}\"?")


# ---- the contract -------------------------------------------------------------------------------

def resolved(document, schema):
    while "$ref" in schema:
        value = document
        for name in schema["$ref"].removeprefix("#/").split("/"):
            value = value[name]
        schema = value
    return schema


TYPES = {"string": str, "array": list, "object": dict, "integer": int, "number": (int, float),
         "boolean": bool, "null": type(None)}


def schema_faults(document, schema, value, at=""):
    schema = resolved(document, schema)
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(isinstance(value, TYPES[t]) for t in types):
        return [f"{at or '/'}: {type(value).__name__}, not {types}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is none of {schema['enum']}")
    if isinstance(value, dict):
        found += [f"{at}: no \"{name}\"" for name in schema.get("required", []) if name not in value]
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                found += schema_faults(document, inner, value[name], f"{at}/{name}")
    if isinstance(value, list) and "items" in schema:
        for i, one in enumerate(value):
            found += schema_faults(document, schema["items"], one, f"{at}/{i}")
    return found


def encoded(value):
    return urllib.parse.quote(("true" if value else "false") if isinstance(value, bool)
                              else str(value), safe="")


ODD = ["", "x", "2025-02-30", "9999-12-31", "-1", "1e9", "null", "<script>alert(1)</script>",
       "'; drop table statements; --", "../../etc/passwd", "\u0418\u0440\u0430\u043d", "a" * 3000,
       "RUS", "ru-ir-2025", "{}", "2025-01/2025-03", "2023-11-07T00:00+03:00", "%", "&=", "\u202e"]


def requests_of(document, path, operation, dice):
    """Every documented form: bare, each parameter alone, all together; then odd values."""
    parameters = [resolved(document, p) for p in operation.get("parameters", [])]
    in_path = [p for p in parameters if p["in"] == "path"]
    in_query = [p for p in parameters if p["in"] == "query"]

    def target(query, values=None):
        text = path
        for p in in_path:
            text = text.replace("{" + p["name"] + "}",
                                encoded((values or {}).get(p["name"], p["example"])))
        pairs = []
        for p, value in query:
            for one in value if isinstance(value, list) else [value]:
                pairs.append(f"{p['name']}={encoded(one)}")
        return text + ("?" + "&".join(pairs) if pairs else "")

    examples = [(p, p["example"]) for p in in_query]
    needed = operation.get("x-needs-one-of", [])
    always = [pair for pair in examples if pair[0]["name"] in needed[:1]]
    yield target(always), True
    for pair in examples:
        yield target([pair] if pair[0]["name"] in needed else always + [pair]), True
    yield target(examples), True
    for _ in range(12):
        chosen = [(p, dice.choice(ODD) if dice.random() < 0.7 else p["example"]) for p in in_query
                  if dice.random() < 0.6]
        yield target(chosen, {p["name"]: dice.choice(ODD[1:]) for p in in_path
                              if dice.random() < 0.3}), False
    yield target([]) + "?" + encoded(dice.choice(ODD[1:])) + "=1", False


def contract(program):
    """The misses, and how many requests were made."""
    misses, made, dice = [], 0, random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(ROOT / "examples/register", folder / "register")
        (folder / "register/documents").mkdir()
        (folder / "register/documents/agency-1.txt").write_text("Iran ratified it.\n")
        made_token = subprocess.run(
            [os.path.abspath(program), "token", "new", "--tokens", "t.json", "--name", "Contract", "--role",
             "admin"], cwd=folder, env=environment(folder), capture_output=True, text=True, check=True)
        server = Server(os.path.abspath(program), ["--register", "register", "--tokens", "t.json"], folder,
                        environment(folder))
        try:
            document = json.loads(server.ask("GET", "/api/v1/openapi.json")[2])
            identifiers = set()
            for path, item in document["paths"].items():
                for method, operation in item.items():
                    if operation["operationId"] in identifiers:
                        misses.append(f"operationId {operation['operationId']} is used twice")
                    identifiers.add(operation["operationId"])
                    body = None
                    headers = {}
                    if "security" in operation:
                        headers["Authorization"] = "Bearer " + made_token.stdout.strip()
                    if "requestBody" in operation:
                        headers["Content-Type"] = "application/json"
                    for target, plain in requests_of(document, path, operation, dice):
                        if "requestBody" in operation:
                            content = operation["requestBody"]["content"]["application/json"]
                            sound = content.get("example", {})
                            odd = [b"", b"[]", b"{", b"\xff", b"{\"text\": 5}", b"null",
                                   json.dumps({k: dice.choice(ODD) for k in sound} or
                                              {"proof": {}}).encode()]
                            body = json.dumps(sound).encode() if plain else dice.choice(odd)
                        status, got, data = server.ask(method.upper(), target, headers, body)
                        made += 1
                        where = f"{method.upper()} {target[:200]}"
                        documented = operation["responses"].get(str(status))
                        if documented is None:
                            misses.append(f"{where}: status {status} is not documented: {data[:300]!r}")
                            continue
                        if plain and "requestBody" not in operation and status != 200:
                            misses.append(f"{where}: {status}, though every part is an example: "
                                          f"{data[:300]!r}")
                        documented = resolved(document, documented)
                        kinds = documented.get("content", {})
                        kind = got.get("content-type", "")
                        if kinds and kind not in kinds:
                            misses.append(f"{where}: {kind} is not documented")
                        elif "json" in kind:
                            misses += [f"{where}: {fault}" for fault in schema_faults(
                                document, kinds[kind]["schema"], json.loads(data))]
                        if "Content-Security-Policy".lower() not in got:
                            misses.append(f"{where}: no Content-Security-Policy")
                        if status == 200 and "ETag" in documented.get("headers", {}):
                            again = server.ask(method.upper(), target,
                                               {**headers, "If-None-Match": got.get("etag", "-")})
                            made += 1
                            if again[0] != 304 or again[2]:
                                misses.append(f"{where}: {again[0]} for its own ETag")
            server.stop()
        except Fault as fault:
            misses.append(str(fault))
        finally:
            server.kill()
    if made < 100:
        misses.append(f"only {made} requests were made")
    return misses, made


# ---- clients that mean no good ------------------------------------------------------------------

def hostile(program):
    misses = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        server = Server(os.path.abspath(program),
                        ["--register", str(ROOT / "examples/register"), "--header-ms", "700",
                         "--body-ms", "700", "--most-body", "65536"], folder, environment(folder))
        here = ("127.0.0.1", server.port)
        try:
            idle = [socket.create_connection(here, timeout=10) for _ in range(100)]
            slow = [socket.create_connection(here, timeout=10) for _ in range(50)]
            for one in slow:
                one.sendall(b"GET /api/v1/treaties HTTP/1.1\r\nHost: lo")
            body_slow = socket.create_connection(here, timeout=10)
            body_slow.sendall(b"POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\n"
                              b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            began = time.monotonic()
            status, _, _ = server.ask("GET", "/api/v1/treaties")
            if status != 200 or time.monotonic() - began > 10:
                misses.append(f"behind idle and slow clients: {status} "
                              f"after {time.monotonic() - began:.1f} s")
            # Those who do not send their header in time are cut off; those who only wait are not.
            for one in [*slow, body_slow]:
                one.settimeout(20)
                try:
                    if one.recv(100) != b"":
                        misses.append("a slow client got an answer to half a request")
                except ConnectionResetError:
                    pass
                one.close()
            idle[0].sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            if not idle[0].recv(100).startswith(b"HTTP/1.1 200"):
                misses.append("an idle client is not answered any more")
            for one in idle:
                one.close()
            # Many requests in one packet are answered one after the other.
            many = server.raw(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20)
            if many[2].count(b"HTTP/1.1 200") != 19:
                misses.append(f"20 requests in one packet: {many[2].count(b'HTTP/1.1 200') + 1}")
            # A client that leaves before it is answered.
            for _ in range(50):
                one = socket.create_connection(here, timeout=10)
                one.sendall(b"GET /api/v1/sources?known=2024-01-02 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                one.close()
            dice = random.Random(11)
            start = b"GET /api/v1/treaties?on=2025 HTTP/1.1\r\nHost: localhost\r\nA: b\r\n\r\n"
            for _ in range(300):
                data = bytearray(start)
                for _ in range(dice.randint(1, 6)):
                    at = dice.randrange(len(data))
                    if dice.random() < 0.5:
                        data[at] = dice.randrange(256)
                    else:
                        data[at:at] = bytes(dice.randrange(256) for _ in range(dice.randint(1, 9)))
                status, _, _ = server.raw(bytes(data))
                if status >= 500:
                    misses.append(f"{status} for {bytes(data)!r}")
            if server.ask("GET", "/healthz")[0] != 200:
                misses.append("the server is not well")
            server.stop()
        except (Fault, OSError) as fault:
            misses.append(repr(fault))
        finally:
            server.kill()
    return misses


def self_test():
    document = {"a": {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}}}
    assert schema_faults(document, {"$ref": "#/a"}, {"x": 1}) == []
    assert schema_faults(document, {"$ref": "#/a"}, {"x": "1"}) != []
    assert schema_faults(document, {"$ref": "#/a"}, {}) != []
    assert look_up({"a": [{"b": 2}]}, "a.0.b") == 2
    assert look_up({"a": [1, 2]}, "a.#") == 2
    print("run_http: self-test passed")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program")
    parser.add_argument("--contract", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    if options.self_test:
        self_test()
        return 0
    misses = []
    for name in options.files:
        misses += [f"{name}: {miss}" for miss in Case(pathlib.Path(name), options.program).run()]
    if options.contract:
        found, made = contract(options.program)
        misses += found
        print(f"contract: {made} requests")
    if options.hostile:
        misses += hostile(options.program)
    for miss in misses:
        print(miss)
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main())
