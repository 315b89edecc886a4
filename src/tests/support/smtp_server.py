"""A mail server on a free port of this machine, for tests. Prints the port, then a line of JSON for each message that it
took. How it answers is in the name of the recipient: later… is refused twice for now, never… for good, and of slow… a
message is taken and then not answered. It ends when its input ends."""

import asyncio
import email
import email.policy
import json
import sys
from collections import Counter

from aiosmtpd.smtp import SMTP

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
        }
        print(json.dumps(taken), flush=True)
        if taken["to"].startswith("slow"):
            await asyncio.sleep(600)
        return "250 taken"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Answers(), loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
