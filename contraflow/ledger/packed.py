"""Lists in their stored form, kept as long as they only grow.

A claim that many tell of has dozens of mentions, a crowded place hundreds of positions, each of them
small values all over the memory. To encode them all again for one that came to them, or for none,
costs more than all else that storing takes.
"""

from __future__ import annotations

import msgspec

_encode = msgspec.msgpack.Encoder().encode
_SHORT = 15
"""Longest array that has a header of one byte."""
_LONG = 0xFFFF
"""Longest one that has a header of three."""


def array(length: int, body: bytes) -> msgspec.Raw:
    """An array of so many values, which are encoded one after the other."""
    if length <= _SHORT:
        return msgspec.Raw(bytes((0x90 | length,)) + body)
    if length <= _LONG:
        return msgspec.Raw(b"\xdc" + length.to_bytes(2) + body)
    return msgspec.Raw(b"\xdd" + length.to_bytes(4) + body)


class Packed(msgspec.Struct, gc=False):
    """The stored form of what a tuple held when it was asked for last."""

    items: tuple[object, ...] = ()
    body: bytes = b""

    def of(self, items: tuple[object, ...]) -> msgspec.Raw:
        """The stored form of a tuple; of the very one that it was asked for last, it is there."""
        if items is not self.items:
            self.body = b"".join(map(_encode, items))
            self.items = items
        return array(len(items), self.body)

    def follow(self, before: tuple[object, ...], items: tuple[object, ...]) -> None:
        """Keep up with a tuple that got a last item more."""
        if before is self.items:
            self.body += _encode(items[-1])
            self.items = items
