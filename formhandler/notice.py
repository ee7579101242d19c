"""The mail to staff that something waits: the same words every time, at fixed minutes, and nothing about what or who.

Mail may be down: then the request is kept all the same, the mail is tried again half an hour later, and each pull tells
the desk.
"""

import logging
import smtplib
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import parse_qs, unquote, urlsplit

from formhandler.store import Store, Unavailable, Unfit

LOG = logging.getLogger("formhandler")
EVERY = 1800  # seconds: on the hour and on the half hour, so that no mail tells when she wrote
TIMEOUT = 20
SUBJECT = "お知らせ"
BODY = "新しいお知らせがあります。いつもの画面を見てください。\n"
PORTS = {"smtp": 587, "smtps": 465}
CURE = "DROPBOX_MAIL は smtps://利用者:合言葉@送信機/?from=差出人&to=あて先 の形で書いてください。"


@dataclass(frozen=True)
class Mail:
    """Where mail is handed in, and from whom to whom. `plain`: without TLS, which only this machine itself may be."""

    host: str
    port: int
    at_once: bool
    plain: bool
    user: str
    password: str
    sender: str
    receiver: str

    def send(self) -> None:
        """Send the one mail there is."""
        context = ssl.create_default_context()
        if self.at_once:
            with smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=context) as line:
                self._send(line)
            return
        with smtplib.SMTP(self.host, self.port, timeout=TIMEOUT) as line:
            if not self.plain:
                line.starttls(context=context)
            self._send(line)

    def _send(self, line: smtplib.SMTP) -> None:
        if self.user:
            line.login(self.user, self.password)
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, self.receiver, SUBJECT
        message["Date"] = formatdate()
        message.set_content(BODY)
        line.send_message(message)


def mail(url: str) -> Mail:
    """Return what an address such as smtps://user:password@host/?from=…&to=… says; Unfit if it says nothing whole."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    try:
        port = parts.port or PORTS[parts.scheme]
        host, sender, receiver = parts.hostname or "", asked["from"][0], asked["to"][0]
    except (KeyError, ValueError):
        raise Unfit(CURE) from None
    if not host:
        raise Unfit(CURE)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    here = host in ("localhost", "127.0.0.1")
    return Mail(host, port, parts.scheme == "smtps", here, user, password, sender, receiver)


@dataclass
class Notice:
    """Tells staff, when more waits than they were told of."""

    store: Store
    send: Callable[[], None]
    told: int = 0
    failing: bool = False

    def tick(self) -> None:
        """Send the mail if something new waits; what fails is tried the next time."""
        try:
            waiting = sum(self.store.days().values())
            if waiting > self.told:
                self.send()
            self.told, self.failing = waiting, False
        except Unavailable:
            return
        except (OSError, smtplib.SMTPException) as error:
            self.failing = True
            LOG.error("mail: %s", type(error).__name__)

    def start(self) -> None:
        """Look on every hour and half hour from now on, in a thread of its own."""
        threading.Thread(target=self._for_ever, name="notice", daemon=True).start()

    def _for_ever(self) -> None:
        while True:
            time.sleep(EVERY - time.time() % EVERY)
            self.tick()
