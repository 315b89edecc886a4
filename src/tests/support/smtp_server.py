"""A mail server on a free port of this machine, for tests. Prints the port, then a line of JSON for each message that it
took. How it answers is in the name of the recipient: later… is refused twice for now, never… for good, and of slow… a
message is taken and then not answered. What it demands of those who connect is in the JSON of its first argument: tls
(implicit, starttls), authority (the file for the certificate of the authority that its own comes from), sign_in (PLAIN
or LOGIN, the only way). It ends when its input ends."""

import asyncio
import email
import email.policy
import json
import ssl
import sys
from collections import Counter

from aiosmtpd.smtp import SMTP, AuthResult

WAYS = ("PLAIN", "LOGIN")
NAME, PASSWORD = b"musubi@minato", b"p@ss: geheim"

demands = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
tries = Counter()


class Answers:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name.startswith("never"):
            return "550 5.1.1 no such mailbox"
        tries[address] += 1
        if name.startswith("later") and tries[address] <= 2:
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        taken = {
            "to": envelope.rcpt_tos[0],
            "from": envelope.mail_from,
            "message_id": str(message["message-id"]),
            "subject": str(message["subject"]),
            "date": str(message["date"]),
            "raw_subject": next(line for line in envelope.content.decode("ascii").split("\r\n") if line.startswith("Subject:")),
            "body": message.get_content(),
            "is_encrypted": server.transport.get_extra_info("ssl_object") is not None,
            "signed_in": session.auth_data.login.decode() if session.authenticated else "",
        }
        print(json.dumps(taken), flush=True)
        if taken["to"].startswith("slow"):
            await asyncio.sleep(600)
        return "250 taken"


def sign_in(server, session, envelope, mechanism, data):
    is_right = (data.login, data.password) == (NAME, PASSWORD)
    return AuthResult(success=is_right, handled=False, auth_data=data)


def encryption():
    import trustme

    authority = trustme.CA()
    authority.cert_pem.write_to_path(demands["authority"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


async def main():
    loop = asyncio.get_running_loop()
    context = encryption() if "tls" in demands else None
    is_implicit = demands.get("tls") == "implicit"
    options = {}
    if demands.get("tls") == "starttls":
        options.update(tls_context=context, require_starttls=True)
    if "sign_in" in demands:
        options.update(
            authenticator=sign_in,
            auth_required=True,
            # It counts only what STARTTLS encrypted.
            auth_require_tls=not is_implicit,
            auth_exclude_mechanism=[way for way in WAYS if way != demands["sign_in"]],
        )
    make = lambda: SMTP(Answers(), loop=loop, **options)
    server = await loop.create_server(make, "127.0.0.1", 0, ssl=context if is_implicit else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
