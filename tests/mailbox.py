"""A server that takes mail and keeps it, for the tests: aiosmtpd, on a port of its own.

    /usr/bin/python3 mailbox.py FOLDER [--login USER:PASSWORD] [--starttls | --tls] [--most BYTES]

Prints its port once it listens. Keeps each message as it was received (`1.eml`, `2.eml`…), beside
what the envelope said (`1.json`); `logins` has a line for each attempt to log in. With a way that
is closed, `authority.pem` is who signed its certificate, made anew each time. Refuses recipients
whose name begins with `nobody`.
"""

import argparse
import asyncio
import json
import pathlib
import ssl
import subprocess

from aiosmtpd.smtp import SMTP, AuthResult


class Mailbox:
    """Keeps what it is given."""

    def __init__(self, folder: pathlib.Path, closed: bool):
        self.folder = folder
        self.closed = closed
        self.count = 0

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address.startswith("nobody"):
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):
        self.count += 1
        said = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "login": session.auth_data,
            "closed": self.closed or session.ssl is not None,
        }
        (self.folder / f"{self.count}.json").write_text(json.dumps(said))
        # Last, and moved: who waits for it finds it whole.
        apart = self.folder / "apart"
        apart.write_bytes(envelope.original_content)
        apart.rename(self.folder / f"{self.count}.eml")
        return "250 OK"


def certificate(folder: pathlib.Path) -> ssl.SSLContext:
    """A certificate for localhost, signed by an authority that nobody knows yet."""

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "authority.key", "-out", "authority.pem",
            "-subj", "/CN=Marbre test authority", "-days", "2",
            "-addext", "keyUsage=critical,keyCertSign")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key",
            "-days", "2", "-extfile", "names", "-out", "server.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context


async def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=pathlib.Path)
    words.add_argument("--login")
    words.add_argument("--starttls", action="store_true")
    words.add_argument("--tls", action="store_true")
    words.add_argument("--most", type=int, default=1 << 25)
    asked = words.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    closed = certificate(asked.folder) if asked.starttls or asked.tls else None

    def authenticate(_server, _session, _envelope, _mechanism, data):
        given = f"{data.login.decode()}:{data.password.decode()}"
        with (asked.folder / "logins").open("a") as logins:
            logins.write(given + "\n")
        known = given == asked.login
        return AuthResult(success=known, handled=False, auth_data=data.login.decode())

    box = Mailbox(asked.folder, asked.tls)

    def conversation():
        return SMTP(
            box,
            hostname="localhost",
            data_size_limit=asked.most,
            authenticator=authenticate,
            auth_required=asked.login is not None,
            auth_require_tls=asked.starttls,
            tls_context=closed if asked.starttls else None,
            require_starttls=asked.starttls,
        )

    loop = asyncio.get_running_loop()
    at_once = closed if asked.tls else None
    server = await loop.create_server(conversation, "127.0.0.1", 0, ssl=at_once)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
