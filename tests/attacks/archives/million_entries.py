"""A zip of 19 MB whose list of contents names 300,000 empty files."""

import struct

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}

COUNT = 300_000


def hand_in(folder):
    name = b"x" * 16
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0
    )
    directory = (entry + name) * COUNT
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0, 0)
    path = folder / "mine.zip"
    path.write_bytes(directory + closing)
    return path
