"""Frames between the judge and a worker: a bounded header of plain data, then raw bytes.

A frame is 4 bytes header length, 8 bytes payload length (little endian), a msgpack header, the
payload. Both lengths are checked against what the reader allows *before* anything is read, the
header is decoded into the exact types below, and nothing that arrives is ever run or unpickled.
"""

import math
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.worker.arrays import Output, lay_out, layout_of, map_arrays
from autograder.worker.dtypes import STORAGE, Array, name_of

HEADER_LIMIT = 65_536
"""Bytes of the largest header a judge reads from a worker."""

REQUEST_LIMIT = 1 << 31
"""Bytes of the largest request a worker reads; requests come from the judge, who is trusted."""

READ_AHEAD = 1 << 16
"""Bytes asked of the connection at once."""

_PREFIX = struct.Struct("<IQ")


class WireError(Exception):
    """What arrived breaks the form, or the other side is gone."""


class WireTimeout(Exception):
    """The deadline passed before the whole frame had arrived."""


class WireClosed(WireError):
    """The other side closed the connection."""


# ---- what a worker answers ---------------------------------------------------------------------


class Line(msgspec.Struct, frozen=True):
    """One line of a traceback, of the student's own files or of exercises.py only."""

    file: str
    number: int
    function: str
    text: str


class OutputHeader(msgspec.Struct, frozen=True):
    """One output of an exercise; `size` bytes of values stand for it in the payload, if any do."""

    kind: str
    dtype: str
    shape: tuple[int, ...]
    device: str
    text: str
    size: int | None


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The confinement is on: each layer's name with "" or the reason why it is off.

    `no_device` is why the worker can't use the device that it was given for, or "".
    """

    layers: dict[str, str]
    no_device: str = ""


class Loaded(msgspec.Struct, frozen=True, tag="loaded"):
    """The submission's module was imported; `names` are the functions and classes it offers.

    The payload is what was compiled, file by file in `sizes` bytes: opaque to the judge, who hands
    it to the later workers of the same submission and of no other, as if they had compiled it.
    """

    names: list[str]
    sizes: dict[str, int]


class Outputs(msgspec.Struct, frozen=True, tag="outputs"):
    """An exercise ended; the values that fit the request's limit are this frame's payload."""

    outputs: dict[str, OutputHeader]


class Raised(msgspec.Struct, frozen=True, tag="raised"):
    """The submission or the exercise raised; `builtin` tells whether Python itself defines it.

    `over`: the device is of no more use to this worker, and another case needs another one.
    """

    error: str
    message: str
    builtin: bool
    lines: list[Line]
    over: bool = False


Reply = Ready | Loaded | Outputs | Raised

# ---- what a worker is asked --------------------------------------------------------------------


class Load(msgspec.Struct, frozen=True, tag="load"):
    """Import the submission: `files`, and what was `compiled` before, as arrays of bytes.

    The question that it is loaded for is to be solved without what is `forbidden`. A worker that
    goes on with another question is sent it again.
    """

    module: str
    exercises: str
    files: dict[str, Any]
    compiled: dict[str, Any]
    forbidden: tuple[str, ...] = ()


class Buffer(msgspec.Struct, frozen=True):
    """A tensor in shared memory: its form, and the byte at which it begins."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int


class Share(msgspec.Struct, frozen=True, tag="share"):
    """Open memory of the judge's, in which calls of `function` find their arguments.

    Each of `slots` holds the arguments of one call, in their order. What opens the memory, `size`
    bytes of it, is a descriptor, which travels beside the frame.
    """

    function: str
    device: str
    slots: list[list[Buffer]]
    size: int
    descriptor: int = -1


class Call(msgspec.Struct, frozen=True, tag="call"):
    """Call the function with the arguments of a slot, and tell how many seconds it took."""

    slot: int


class Run(msgspec.Struct, frozen=True, tag="run"):
    """Run an exercise on these inputs; float arrays become `dtype` on `device`.

    Only `outputs` are told of (None: all), and their values sent back only if all of them together
    take at most `payload_limit` bytes.
    """

    exercise: str
    library: str
    dtype: str
    device: str
    cpu_seconds: int
    outputs: tuple[str, ...] | None
    payload_limit: int
    inputs: Any


Request = Load | Run | Share | Call

_encode = msgspec.msgpack.Encoder().encode
_decode_reply = msgspec.msgpack.Decoder(Reply).decode
_decode_request = msgspec.msgpack.Decoder(Request).decode

# ---- trees with arrays in them -----------------------------------------------------------------


def pack(tree: Any) -> tuple[Any, list[Array]]:
    """The tree as plain data, every array replaced by a note of where it lies, and the arrays."""
    arrays: list[Array] = []

    def note(array: Array) -> dict[str, Any]:
        arrays.append(np.ascontiguousarray(array).reshape(array.shape))
        place = [len(arrays) - 1, name_of(array.dtype), list(array.shape), layout_of(array)]
        return {"$array": place}

    return map_arrays(tree, note), arrays


def unpack(tree: Any, arrays: Sequence[Array]) -> Any:
    """The tree that `pack` took apart, with its arrays in their layouts, as copies."""
    if isinstance(tree, dict):
        if tree.keys() == {"$array"}:
            index, _, shape, layout = tree["$array"]
            return lay_out(arrays[index].reshape(shape), layout)
        return {key: unpack(value, arrays) for key, value in tree.items()}
    if isinstance(tree, list):
        return [unpack(value, arrays) for value in tree]
    return tree


def _array_notes(tree: Any) -> list[tuple[str, list[int]]]:
    """(dtype, shape) of every array noted in a packed tree, in the order of their places."""
    if isinstance(tree, dict):
        if tree.keys() == {"$array"}:
            return [(tree["$array"][1], tree["$array"][2])]
        return [note for value in tree.values() for note in _array_notes(value)]
    if isinstance(tree, list):
        return [note for value in tree for note in _array_notes(value)]
    return []


# ---- frames ------------------------------------------------------------------------------------


class Channel:
    """One end of the connection between a judge and a worker."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.descriptors: list[int] | None = None  # those that arrived; None: they are not taken
        self._ahead = bytearray()  # bytes that arrived with what was read before

    def close(self) -> None:
        """Give the connection up."""
        self.connection.close()

    def send(self, message: Reply, payload: Sequence[Array] = ()) -> None:
        """A worker's answer, with the storage arrays of the values it carries."""
        self._send(_encode(message), payload)

    def ask(self, request: Request, deadline: float) -> None:
        """A judge's request; the arrays in its files or inputs travel as the payload."""
        arrays: list[Array] = []
        descriptor = -1
        if isinstance(request, Load):
            tree, arrays = pack([request.files, request.compiled])
            files, compiled = tree
            request = msgspec.structs.replace(request, files=files, compiled=compiled)
        elif isinstance(request, Run):
            tree, arrays = pack(request.inputs)
            request = msgspec.structs.replace(request, inputs=tree)
        elif isinstance(request, Share):
            descriptor = request.descriptor
        self._wait(deadline)
        self._send(_encode(request), arrays, descriptor)

    def answer(self, deadline: float, payload_limit: int = 0) -> tuple[Reply, bytes]:
        """The worker's next frame. The judge's side: every length is checked before it is read.

        Raises WireError for a broken form, WireClosed when the worker is gone, WireTimeout when
        `deadline` (time.monotonic) passes first.
        """
        header_size, payload_size = _PREFIX.unpack(self._receive(_PREFIX.size, deadline))
        if header_size > HEADER_LIMIT or payload_size > payload_limit:
            raise WireError(f"a frame of {header_size} + {payload_size} bytes was announced")
        header = self._receive(header_size, deadline)
        payload = self._receive(payload_size, deadline)
        try:
            return _decode_reply(header), payload
        except (msgspec.MsgspecError, RecursionError, ValueError) as error:
            raise WireError("a frame's header is not one of the known forms") from error

    def request(self) -> Request:
        """The judge's next request, its arrays in place. The worker's side."""
        header_size, payload_size = _PREFIX.unpack(self._receive(_PREFIX.size, None))
        if header_size + payload_size > REQUEST_LIMIT:
            raise WireError("the request is too large")
        request: Request = _decode_request(self._receive(header_size, None))
        payload = self._receive(payload_size, None)
        if isinstance(request, Load):
            files, compiled = _with_arrays([request.files, request.compiled], payload)
            return msgspec.structs.replace(request, files=files, compiled=compiled)
        if isinstance(request, Run):
            return msgspec.structs.replace(request, inputs=_with_arrays(request.inputs, payload))
        if isinstance(request, Share) and self.descriptors:
            return msgspec.structs.replace(request, descriptor=self.descriptors.pop())
        return request

    def _send(self, header: bytes, payload: Sequence[Array], descriptor: int = -1) -> None:
        size = sum(array.nbytes for array in payload)
        whole = b"".join([_PREFIX.pack(len(header), size), header, *(a.tobytes() for a in payload)])
        try:
            sent = 0
            if descriptor >= 0:  # it goes with the first byte, and that one is sent but once
                sent = socket.send_fds(self.connection, [whole], [descriptor])
            self.connection.sendall(whole[sent:])
        except TimeoutError as error:
            raise WireTimeout from error
        except OSError as error:
            raise WireClosed(str(error)) from error

    def _receive(self, size: int, deadline: float | None) -> bytes:
        """Exactly `size` bytes; never holds more than READ_AHEAD bytes beyond them."""
        while len(self._ahead) < size:
            self._wait(deadline)
            try:
                data = self._arrived(max(size - len(self._ahead), READ_AHEAD))
            except TimeoutError as error:
                raise WireTimeout from error
            except OSError as error:
                raise WireClosed(str(error)) from error
            if not data:
                raise WireClosed("the connection ended")
            self._ahead += data
        taken = bytes(self._ahead[:size])
        del self._ahead[:size]
        return taken

    def _arrived(self, size: int) -> bytes:
        """What has come, up to so many bytes; descriptors only where they are taken."""
        if self.descriptors is None:
            return self.connection.recv(size)
        data, descriptors, _, _ = socket.recv_fds(self.connection, size, 1)
        self.descriptors += descriptors
        return data

    def _wait(self, deadline: float | None) -> None:
        """Let the next socket call last no longer than until `deadline`."""
        if deadline is None:
            self.connection.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise WireTimeout
        self.connection.settimeout(left)


def _with_arrays(tree: Any, payload: bytes) -> Any:
    arrays, offset = [], 0
    for name, shape in _array_notes(tree):
        dtype = STORAGE[name]
        count = math.prod(shape)
        arrays.append(np.frombuffer(payload, dtype, count, offset).reshape(shape))
        offset += count * dtype.itemsize
    return unpack(tree, arrays)


def header_of(output: Output, storage: Array | None) -> OutputHeader:
    """What a worker tells of an output beside its values."""
    size = None if storage is None else storage.nbytes
    return OutputHeader(output.kind, output.dtype, output.shape, output.device, output.text, size)
