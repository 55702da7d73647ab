"""A mail server on the loopback for tests: it keeps what it takes, and can refuse, hang up or be gone."""

import socketserver
import threading
from email import message_from_bytes, policy


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        office = self.server.office
        self._say("220 loopback")
        sender, recipients = "", []
        while line := self.rfile.readline():
            verb, _sep, rest = line.decode("ascii", "replace").strip().partition(" ")
            verb = verb.upper()
            if verb in ("EHLO", "HELO"):
                self._say("250 loopback")
            elif verb == "MAIL":
                sender, recipients = rest, []
                self._say("250 ok")
            elif verb == "RCPT":
                if any(address in rest for address in office.refused):
                    self._say("550 5.1.1 no such user")
                else:
                    recipients.append(rest)
                    self._say("250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                data = self._data()
                if office.hang_up_after is not None and len(office.mails) >= office.hang_up_after:
                    return  # the connection breaks before the answer
                office.mails.append((sender, recipients, data))
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _data(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, text):
        self.wfile.write(text.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class PostOffice:
    """``with PostOffice() as office``: ``office.port``, ``office.mails``; ``office.close()`` and ``office.open()`` in between."""

    def __init__(self):
        self.mails, self.refused, self.hang_up_after = [], set(), None
        self.port, self._server = 0, None

    def __enter__(self):
        self.open()
        return self

    def __exit__(self, *_error):
        self.close()

    def open(self):
        """Answer, at the same port as before."""
        self._server = _Server(("127.0.0.1", self.port), _Session)
        self._server.office = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self):
        """Refuse every connection from now on."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def messages(self):
        """The mails that were taken, read."""
        return [message_from_bytes(data, policy=policy.default) for _sender, _recipients, data in self.mails]
