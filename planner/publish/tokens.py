"""Opaque names for people: a keyed hash tells nobody who it stands for, and is the same in every revision."""

import hmac
from base64 import b32encode
from typing import Literal

Purpose = Literal["folder", "qr", "uid"]
_BYTES = 10  # 80 bits: cannot be guessed, and 16 characters can still be typed from a badge


def token(key: bytes, purpose: Purpose, identity: str, generation: int = 1) -> str:
    """Sixteen lower-case letters and digits; another purpose or generation gives an unrelated token.

    Raising the generation withdraws the tokens of a lost badge or a mislaid folder.
    """
    message = "\0".join((purpose, identity, str(generation))).encode()
    return b32encode(hmac.digest(key, message, "sha256")[:_BYTES]).decode().lower()
