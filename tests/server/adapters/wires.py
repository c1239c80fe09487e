"""Servers on the loopback that speak the wires of Nessus, EPSS, KEV, the NVD and Greenbone."""

import json
import socket
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest


class Wire:
    """An HTTP server whose answers are functions of the request; what was asked is kept."""

    def __init__(self, answers):
        self.asked = []
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self._serve("GET")

            def do_POST(self):
                self._serve("POST")

            def _serve(self, method):
                parts = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                wire.asked.append((method, parts.path, query, dict(self.headers), body))
                status, content, headers = answers(method, parts.path, query, self.headers, body)
                if isinstance(content, dict | list):
                    content = json.dumps(content).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class GreenboneWire:
    """gvmd as its protocol has it: one connection after another, commands without any framing."""

    def __init__(self, answer, *, path=None, context=None):
        self.asked = []
        self._answer, self._context, self._stopped = answer, context, False
        if path is not None:
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._socket.bind(str(path))
            self.address = str(path)
        else:
            self._socket = socket.create_server(("127.0.0.1", 0))
            self.address = f"localhost:{self._socket.getsockname()[1]}"
        self._socket.listen()
        self._socket.settimeout(0.05)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        while not self._stopped:
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                try:
                    if self._context is not None:
                        connection = self._context.wrap_socket(connection, server_side=True)
                    self._talk(connection)
                except OSError:
                    continue
                finally:
                    connection.close()

    def _talk(self, connection):
        while command := connection.recv(65_536):
            self.asked.append(command.decode())
            answer = self._answer(command.decode())
            if answer is None:
                return
            # In small pieces, as a network may deliver it.
            for at in range(0, len(answer), 7_001):
                connection.sendall(answer[at : at + 7_001])

    def close(self):
        self._stopped = True
        self._thread.join()
        self._socket.close()


@pytest.fixture
def wire():
    """Starts servers, and stops them after the test."""
    started = []

    def start(answers):
        started.append(Wire(answers))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def greenbone():
    started = []

    def start(answer, **how):
        started.append(GreenboneWire(answer, **how))
        return started[-1]

    yield start
    for one in started:
        one.close()


def certificate(folder):
    """A certificate for localhost, signed by itself, and the context of a server that has it."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert,
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context
