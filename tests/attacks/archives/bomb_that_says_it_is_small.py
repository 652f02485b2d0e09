"""A zip that unpacks to 450 MB, packed by deflate, and announces 2,000 bytes."""

import zipfile

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}


def lying(archive, size):
    """The zip with `size` as the unpacked size of its first entry, in both places."""
    data = bytearray(archive)
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(signature)
        data[start + place : start + place + 4] = size.to_bytes(4, "little")
    return bytes(data)


def hand_in(folder):
    path = folder / "mine.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("relu.py", bytes(450 << 20))
    path.write_bytes(lying(path.read_bytes(), 2_000))
    return path
