"""A zip of 400 bytes, packed by bzip2, that announces 2,000 and unpacks to 300 MB in one step."""

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
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("relu.py", bytes(300 << 20))
    path.write_bytes(lying(path.read_bytes(), 2_000))
    return path
