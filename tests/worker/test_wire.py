"""What crosses the wire arrives as it was sent, and what breaks the form does no harm."""

import contextlib
import itertools
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.worker import wire
from autograder.worker.wire import (
    Channel,
    OutputHeader,
    Outputs,
    Raised,
    Ready,
    Run,
    WireClosed,
    WireError,
    WireTimeout,
    pack,
    unpack,
)

DTYPES = ("float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool")
LAYOUTS: dict[str, Callable[[Any], Any]] = {
    "C": np.ascontiguousarray,
    "F": np.asfortranarray,
    "every second": lambda array: np.repeat(array, 2, axis=-1)[..., ::2],
    "from the end": lambda array: array[::-1],
    "axes turned": lambda array: np.moveaxis(array, 0, -1),
}
HEADER_LIMIT = 65_536
READ_AHEAD = 65_536
"""Bytes that may be taken from a connection beyond those that are wanted."""

PREFIX = struct.Struct("<IQ")
EXAMPLES = settings(deadline=None, max_examples=80)


@st.composite
def laid_out_arrays(draw: st.DrawFn) -> Any:
    """An array of any dtype and layout, from a single value to three axes, empty ones included."""
    shape = draw(arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4))
    array = draw(arrays.arrays(draw(st.sampled_from(DTYPES)), shape))
    return LAYOUTS[draw(st.sampled_from(sorted(LAYOUTS)))](array) if shape else array


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
)
NAMES = st.text(max_size=6).filter(lambda name: name != "$array")
TREES = st.recursive(
    SCALARS | laid_out_arrays(),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(NAMES, part, max_size=4),
    max_leaves=12,
)
INPUTS = st.dictionaries(NAMES, TREES, max_size=5)


def same(one: Any, other: Any) -> bool:
    """Whether two trees are equal to the bit, their arrays in dtype, shape and layout too."""
    if isinstance(one, np.ndarray):
        return (
            isinstance(other, np.ndarray)
            and (one.dtype, one.shape) == (other.dtype, other.shape)
            and one.tobytes() == other.tobytes()
            and one.flags.c_contiguous == other.flags.c_contiguous
            and one.flags.f_contiguous == other.flags.f_contiguous
        )
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


@contextlib.contextmanager
def connected() -> Iterator[tuple[Channel, socket.socket]]:
    """The judge's channel, and the bare socket at a worker's end of it."""
    mine, theirs = socket.socketpair()
    with mine, theirs:
        yield Channel(mine), theirs


def run_with(inputs: Any) -> Run:
    return Run("question", "numpy", "float64", "cpu", 5, ("out",), 100, inputs)


def frame(header: bytes, payload: bytes = b"") -> bytes:
    return PREFIX.pack(len(header), len(payload)) + header + payload


def soon() -> float:
    """A deadline that an idle connection reaches at once."""
    return time.monotonic() + 0.02


def later() -> float:
    """A deadline that nothing here reaches."""
    return time.monotonic() + 60


# ---- trees of arrays ---------------------------------------------------------------------------


@EXAMPLES
@given(TREES)
def test_a_tree_that_is_packed_and_unpacked_is_the_same_tree(tree: Any) -> None:
    data, taken_out = pack(tree)
    plain = msgspec.msgpack.decode(msgspec.msgpack.encode(data))
    assert same(unpack(plain, taken_out), tree)


@EXAMPLES
@given(INPUTS)
def test_a_request_arrives_through_a_socket_as_it_was_sent(inputs: dict[str, Any]) -> None:
    with connected() as (judge, theirs):
        judge.ask(run_with(inputs), later())
        arrived = Channel(theirs).request()
    assert isinstance(arrived, Run)
    assert same(arrived.inputs, inputs)
    assert msgspec.structs.replace(arrived, inputs=None) == run_with(None)


def test_what_arrives_is_a_copy_that_may_be_written_to() -> None:
    x = np.arange(6.0).reshape(2, 3)
    with connected() as (judge, theirs):
        judge.ask(run_with({"x": x, "again": x}), later())
        arrived = Channel(theirs).request()
    assert isinstance(arrived, Run)
    arrived.inputs["x"][:] = -1
    assert np.array_equal(arrived.inputs["again"], np.arange(6.0).reshape(2, 3))


def test_a_request_larger_than_the_connection_holds_arrives_whole() -> None:
    x = np.random.default_rng(0).normal(size=500_000)
    arrived: list[Any] = []
    with connected() as (judge, theirs):
        reader = threading.Thread(target=lambda: arrived.append(Channel(theirs).request()))
        reader.start()
        judge.ask(run_with({"x": x}), later())
        reader.join()
    assert same(arrived[0].inputs, {"x": x})


def test_requests_that_arrive_together_are_read_one_by_one() -> None:
    with connected() as (judge, theirs):
        worker = Channel(theirs)
        for number in range(3):
            judge.ask(run_with({"x": np.full(4, float(number))}), later())
        asked = [worker.request() for _ in range(3)]
    assert [int(request.inputs["x"][0]) for request in asked if isinstance(request, Run)] == [
        0,
        1,
        2,
    ]


def test_an_answer_arrives_with_its_payload() -> None:
    values = np.arange(5, dtype=np.int16)
    reply = Outputs({"out": OutputHeader("array", "int16", (5,), "cpu", "", values.nbytes)})
    with connected() as (judge, theirs):
        Channel(theirs).send(reply, [values])
        arrived, payload = judge.answer(later(), payload_limit=values.nbytes)
    assert arrived == reply
    assert np.array_equal(np.frombuffer(payload, np.int16), values)


# ---- forged frames -----------------------------------------------------------------------------


class Meter:
    """A connection that counts the bytes taken from it."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection, self.taken = connection, 0

    def settimeout(self, seconds: float | None) -> None:
        self.connection.settimeout(seconds)

    def recv(self, size: int) -> bytes:
        data = self.connection.recv(size)
        self.taken += len(data)
        return data

    def recv_into(self, view: memoryview) -> int:
        count = self.connection.recv_into(view)
        self.taken += count
        return count


@pytest.mark.parametrize(
    ("header_size", "payload_size"),
    [
        (HEADER_LIMIT + 1, 0),
        (2**32 - 1, 0),
        (10, 101),
        (10, 2**63),
        (10, 2**64 - 1),
        (2**32 - 1, 2**64 - 1),
    ],
)
def test_a_frame_that_announces_too_much_is_refused_unread(
    header_size: int, payload_size: int
) -> None:
    flood = PREFIX.pack(header_size, payload_size) + bytes(1 << 20)
    with connected() as (judge, theirs):
        meter = Meter(judge.connection)
        judge.connection = meter  # type: ignore[assignment]
        sender = threading.Thread(target=send_what_is_taken, args=(theirs, flood))
        sender.start()
        with pytest.raises(WireError):
            judge.answer(later(), payload_limit=100)
        meter.connection.close()
        sender.join()
    assert meter.taken <= PREFIX.size + READ_AHEAD


def send_what_is_taken(connection: socket.socket, data: bytes) -> None:
    with contextlib.suppress(OSError):
        connection.sendall(data)


def test_a_frame_at_the_limits_is_read() -> None:
    empty = msgspec.msgpack.encode(Ready({"": ""}))
    header = msgspec.msgpack.encode(Ready({"": " " * (HEADER_LIMIT - len(empty) - 2)}))
    assert len(header) == HEADER_LIMIT
    with connected() as (judge, theirs):
        sender = threading.Thread(target=send_what_is_taken, args=(theirs, frame(header, b"12345")))
        sender.start()
        reply, payload = judge.answer(later(), payload_limit=5)
        sender.join()
    assert isinstance(reply, Ready)
    assert payload == b"12345"


def test_no_payload_is_taken_unless_it_was_asked_for() -> None:
    with connected() as (judge, theirs):
        theirs.sendall(frame(msgspec.msgpack.encode(Ready({})), b"1"))
        with pytest.raises(WireError):
            judge.answer(later())


def test_a_frame_cut_off_anywhere_tells_that_the_worker_is_gone() -> None:
    whole = frame(msgspec.msgpack.encode(Raised("ValueError", "no", True, [])), b"123")
    for length in range(len(whole)):
        with connected() as (judge, theirs):
            theirs.sendall(whole[:length])
            theirs.close()
            with pytest.raises(WireClosed):
                judge.answer(later(), payload_limit=3)


def plain(**fields: Any) -> bytes:
    return msgspec.msgpack.encode(fields)


def output(**changed: Any) -> bytes:
    """An outputs frame's header with one output, some of whose fields are forged."""
    fields = {"kind": "array", "dtype": "float64", "shape": [2], "device": "cpu", "text": ""}
    return plain(type="outputs", outputs={"out": {**fields, "size": 16, **changed}})


FORGED = {
    "nothing at all": b"",
    "no msgpack": b"\xc1",
    "msgpack that ends early": b"\x85\xa4type",
    "two messages in one header": plain(type="ready", layers={}) * 2,
    "a number": msgspec.msgpack.encode(5),
    "a list": msgspec.msgpack.encode(["ready", {}]),
    "null": msgspec.msgpack.encode(None),
    "no type": plain(layers={}),
    "an unknown type": plain(type="passed", points=100),
    "a judge's request": msgspec.msgpack.encode(run_with({})),
    "a type that is no string": plain(type=1),
    "fields that are missing": plain(type="outputs"),
    "outputs as a list": plain(type="outputs", outputs=[1, 2]),
    "an output that is a number": plain(type="outputs", outputs={"out": 1.0}),
    "names that are no strings": plain(type="outputs", outputs={1: None}),
    "a size in words": output(size="sixteen"),
    "a size that is no whole number": output(size=16.5),
    "a shape that is no list": output(shape=2),
    "a shape of fractions": output(shape=[1.5]),
    "a kind of bytes": output(kind=b"array"),
    "layers that are numbers": plain(type="ready", layers={"own user": 1}),
    "traceback lines as text": plain(
        type="raised", error="E", message="", builtin=True, lines=["line 1"]
    ),
    "text that is no UTF-8": plain(
        type="raised", error="#", message="", builtin=True, lines=[]
    ).replace(b"\xa1#", b"\xa1\xff"),
    "lists in lists in lists": b"\x91" * (HEADER_LIMIT - 1) + b"\x90",
    "deep nesting beside the fields": plain(type="ready", layers={}).replace(b"\x82", b"\x83", 1)
    + b"\xa4more"
    + b"\x91" * 60_000
    + b"\x90",
}


@pytest.mark.parametrize("header", FORGED.values(), ids=FORGED)
def test_a_header_of_no_known_form_is_refused(header: bytes) -> None:
    with connected() as (judge, theirs):
        theirs.sendall(frame(header))
        with pytest.raises(WireError, match="known forms") as refused:
            judge.answer(later())
    assert type(refused.value) is WireError


@EXAMPLES
@given(header=st.binary(max_size=60), payload=st.binary(max_size=10))
def test_a_header_of_any_bytes_is_a_reply_or_a_wire_error(header: bytes, payload: bytes) -> None:
    with connected() as (judge, theirs):
        theirs.sendall(frame(header, payload))
        with contextlib.suppress(WireError):
            reply, _ = judge.answer(later(), payload_limit=10)
            assert isinstance(reply, wire.Reply)


@EXAMPLES
@given(data=st.binary(max_size=80))
def test_a_stream_of_any_bytes_is_a_reply_or_a_wire_error(data: bytes) -> None:
    with connected() as (judge, theirs):
        theirs.sendall(data)
        theirs.close()
        with contextlib.suppress(WireError):
            reply, _ = judge.answer(later(), payload_limit=10)
            assert isinstance(reply, wire.Reply)


@EXAMPLES
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_reply_with_one_byte_changed_is_a_reply_or_a_wire_error(place: int, byte: int) -> None:
    data = bytearray(output())
    data[place % len(data)] = byte
    with connected() as (judge, theirs):
        theirs.sendall(frame(bytes(data)))
        with contextlib.suppress(WireError):
            reply, _ = judge.answer(later())
            assert isinstance(reply, wire.Reply)


# ---- silence and slowness ----------------------------------------------------------------------


@pytest.mark.parametrize("sent", [0, 5, 12, 20], ids="{} bytes".format)
def test_a_worker_that_falls_silent_times_out(sent: int) -> None:
    whole = frame(msgspec.msgpack.encode(Ready({"own session": ""})))
    with connected() as (judge, theirs):
        theirs.sendall(whole[:sent])
        with pytest.raises(WireTimeout):
            judge.answer(soon())


def test_a_deadline_that_has_passed_times_out_before_anything_is_read() -> None:
    with connected() as (judge, theirs):
        theirs.sendall(frame(msgspec.msgpack.encode(Ready({}))))
        with pytest.raises(WireTimeout):
            judge.answer(time.monotonic() - 1)


class Dripping:
    """A connection from which a byte comes each second, by a clock of its own."""

    def __init__(self, data: bytes) -> None:
        self.bytes_to_come, self.now = iter(data), 0.0

    def monotonic(self) -> float:
        return self.now

    def settimeout(self, seconds: float | None) -> None:
        assert seconds is None or seconds > 0

    def recv(self, size: int) -> bytes:
        self.now += 1
        return bytes(itertools.islice(self.bytes_to_come, 1))

    def recv_into(self, view: memoryview) -> int:
        data = self.recv(len(view))
        view[: len(data)] = data
        return len(data)


def test_the_deadline_is_for_the_whole_frame_however_often_a_byte_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = frame(msgspec.msgpack.encode(Ready({"own session": ""})))
    slow = Dripping(whole)
    monkeypatch.setattr(wire, "time", SimpleNamespace(monotonic=slow.monotonic))
    with pytest.raises(WireTimeout):
        Channel(slow).answer(deadline=len(whole) - 1)  # type: ignore[arg-type]
    patient = Dripping(whole)
    monkeypatch.setattr(wire, "time", SimpleNamespace(monotonic=patient.monotonic))
    reply, _ = Channel(patient).answer(deadline=len(whole) + 1)  # type: ignore[arg-type]
    assert reply == Ready({"own session": ""})


def test_a_worker_that_reads_nothing_lets_a_large_request_time_out() -> None:
    with connected() as (judge, _), pytest.raises(WireTimeout):
        judge.ask(run_with({"x": np.zeros(1_000_000)}), soon())


def test_asking_a_worker_that_is_gone_tells_so() -> None:
    with connected() as (judge, theirs):
        theirs.close()
        with pytest.raises(WireClosed):
            judge.ask(run_with({}), later())


def test_a_worker_sees_that_the_judge_is_gone() -> None:
    with connected() as (judge, theirs):
        judge.close()
        with pytest.raises(WireClosed):
            Channel(theirs).request()
