"""A connection that breaks: forwards to a service and hangs up after so many bytes of answer."""

import contextlib
import socket
import threading


class CuttingProxy:
    """Listens on a free port. The first `cuts` connections are cut after `after` bytes."""

    def __init__(self, port: int, *, cuts: int, after: int) -> None:
        self._target = ("127.0.0.1", port)
        self._cuts = cuts
        self._after = after
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        """Take no more connections; call when the client has ended."""
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.connections += 1
                left = self._after if self.connections <= self._cuts else None
                thread = threading.Thread(target=self._forward, args=(client, left))
                self._threads.append(thread)
                thread.start()

    def _forward(self, client: socket.socket, left: int | None) -> None:
        """Both directions of one connection, until either side or the cut ends it."""
        with client, socket.create_connection(self._target) as server:
            requests = threading.Thread(target=_pump, args=(client, server, None))
            requests.start()
            _pump(server, client, left)
            for end in (client, server):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            requests.join(10)


def _pump(source: socket.socket, sink: socket.socket, left: int | None) -> None:
    with contextlib.suppress(OSError):
        while (left is None or left > 0) and (data := source.recv(4096)):
            piece = data if left is None else data[:left]
            sink.sendall(piece)
            if left is not None:
                left -= len(piece)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
