"""Whatever comes from a worker ends in a reply, or in one of the exceptions that say why not."""

import signal
import struct
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from hypothesis import event, example, given
from hypothesis import strategies as st

from autograder.worker.client import Worker, WorkerGone, WorkerLied
from autograder.worker.wire import (
    HEADER_LIMIT,
    READ_AHEAD,
    Channel,
    Load,
    Loaded,
    Outputs,
    Raised,
    Reply,
    WireClosed,
    WireError,
    WireTimeout,
)
from tests.fuzzing import (
    NUMBERS,
    assert_one_line,
    damaged,
    examples,
    memory_of,
    misled,
    seldom,
)

PREFIX = struct.Struct("<IQ")
DEADLINE = float("inf")
PAYLOAD_LIMIT = 64

MEMORY = 40 * HEADER_LIMIT
"""Bytes that reading a frame may take, Python's objects for what its header says included."""

# ---- headers -----------------------------------------------------------------------------------

TEXTS = st.sampled_from(["", "y", "array", "text", "float64", "cpu"]) | st.text(max_size=8)
WHOLE = st.integers(-(2**63), 2**64 - 1) | st.integers(-2, 99)
OUTPUTS = st.fixed_dictionaries(
    {
        "kind": TEXTS,
        "dtype": TEXTS,
        "shape": st.lists(WHOLE, max_size=3),
        "device": TEXTS,
        "text": TEXTS,
        "size": st.none() | WHOLE,
    }
)
LINES = st.fixed_dictionaries({"file": TEXTS, "number": WHOLE, "function": TEXTS, "text": TEXTS})
FORMS = st.one_of(
    st.fixed_dictionaries({"type": st.just(tag), **fields})
    for tag, fields in {
        "ready": {"layers": st.dictionaries(TEXTS, TEXTS, max_size=3)},
        "loaded": {
            "names": st.lists(TEXTS, max_size=3),
            "sizes": st.dictionaries(TEXTS, st.integers(-1, 32) | WHOLE, max_size=3),
        },
        "outputs": {"outputs": st.dictionaries(TEXTS, OUTPUTS, max_size=3)},
        "raised": {
            "error": TEXTS,
            "message": TEXTS,
            "builtin": st.booleans(),
            "lines": st.lists(LINES, max_size=2),
        },
    }.items()
)

ODD = st.sampled_from(
    [
        *(None, True, -1, 2**64 - 1, 1.5, float("nan"), "", b"", [], {}, [[]], {"": []}),
        *(msgspec.Raw(start + b"\xff" * 4) for start in (b"\xdb", b"\xc6", b"\xdd", b"\xdf")),
        msgspec.Raw(b"\xc1"),
        msgspec.Raw(b"\xc7\x0c\xff" + b"\xff" * 12),  # a time
        msgspec.Raw(b"\xd4\x05\x00"),
        msgspec.Raw(b"\x91" * 2_000 + b"\x90"),
        msgspec.Raw(b"\x81\xa0" * 2_000 + b"\x90"),
        msgspec.Raw(b"\xa2\xff\xfe"),
    ]
)
"""What no field of a reply holds; some say that more follows than does."""


@st.composite
def headers(draw: st.DrawFn) -> bytes:
    """A reply as it should be, or something else in it, or damaged."""
    tree = draw(FORMS)
    tree = draw(st.just(tree) | misled(tree, ODD))
    whole = msgspec.msgpack.encode(tree)
    return draw(seldom(st.just(whole), damaged(whole)))


@st.composite
def frames(draw: st.DrawFn) -> bytes:
    """A frame; what it announces seldom is a lie."""
    header, payload = draw(headers()), draw(st.binary(max_size=PAYLOAD_LIMIT + 2))
    announced = draw(
        seldom(
            st.just((len(header), len(payload))),
            st.tuples(
                NUMBERS | st.sampled_from([HEADER_LIMIT, HEADER_LIMIT + 1]),
                NUMBERS | st.sampled_from([PAYLOAD_LIMIT + 1, 2**63, 2**64 - 1]),
            ),
        )
    )
    return PREFIX.pack(*announced) + header + payload


# ---- the connection ----------------------------------------------------------------------------

ENDINGS = {
    "closed": (b"", WireClosed),
    "reset": (ConnectionResetError(104, "reset"), WireClosed),
    "silent": (TimeoutError(), WireTimeout),
}


class Scripted:
    """A connection on which these bytes come in pieces of these sizes, and then no more."""

    def __init__(self, data: bytes, pieces: Sequence[int], ending: str) -> None:
        self.data, self.pieces, self.ending = data, list(pieces), ending
        self.asked = 0

    def settimeout(self, seconds: float | None) -> None: ...

    def sendall(self, data: bytes) -> None: ...

    def close(self) -> None: ...

    def recv(self, size: int) -> bytes:
        self.asked = max(self.asked, size)
        piece = min(size, self.pieces.pop(0) if self.pieces else size)
        taken, self.data = self.data[:piece], self.data[piece:]
        if taken:
            return taken
        end = ENDINGS[self.ending][0]
        if isinstance(end, Exception):
            raise end
        return end


PIECES = st.lists(st.integers(1, 40), max_size=20)


def told(data: bytes, ending: str) -> Iterator[tuple[Any, bytes] | type[Exception]]:
    """What reading a stream frame by frame comes to: replies with their payloads, then an end."""
    while len(data) >= PREFIX.size:
        header_size, payload_size = PREFIX.unpack(data[: PREFIX.size])
        if header_size > HEADER_LIMIT or payload_size > PAYLOAD_LIMIT:
            yield WireError
            return
        data = data[PREFIX.size :]
        if len(data) < header_size + payload_size:
            break
        header, payload = data[:header_size], data[header_size : header_size + payload_size]
        data = data[header_size + payload_size :]
        try:
            yield msgspec.msgpack.decode(header, type=Reply), payload
        except Exception:
            yield WireError
            return
    yield ENDINGS[ending][1]


@st.composite
def streams(draw: st.DrawFn) -> bytes:
    """A few frames, seldom damaged."""
    whole = b"".join(draw(st.lists(frames(), max_size=2)))
    return draw(seldom(st.just(whole), damaged(whole)))


@examples(40)
@given(streams(), PIECES, st.sampled_from(sorted(ENDINGS)))
def test_any_stream_is_read_as_the_frames_in_it_until_one_breaks_the_form(
    data: bytes, pieces: list[int], ending: str
) -> None:
    connection = Scripted(data, pieces, ending)
    channel = Channel(connection)  # type: ignore[arg-type]
    for expected in told(data, ending):
        with memory_of(MEMORY):
            try:
                found: Any = channel.answer(DEADLINE, PAYLOAD_LIMIT)
            except Exception as error:
                found = type(error)
        event((found if isinstance(found, type) else type(found[0])).__name__)
        assert repr(found) == repr(expected)  # as text: a NaN is unlike itself
    assert connection.asked <= max(HEADER_LIMIT, READ_AHEAD)


# ---- the judge's worker ------------------------------------------------------------------------


class Keeper:
    """A service that notes which workers it was told to end, all of which ended alike."""

    def __init__(self, status: int) -> None:
        self.how, self.ended = status, list[int]()

    def end(self, pid: int) -> None:
        self.ended.append(pid)

    def status(self, pid: int) -> int:
        assert pid in self.ended
        return self.how


STATUSES = st.integers(0, 255).map(lambda code: code << 8) | st.integers(1, signal.SIGRTMAX)


def frame(reply: Reply, payload: bytes) -> bytes:
    header = msgspec.msgpack.encode(reply)
    return PREFIX.pack(len(header), len(payload)) + header + payload


@examples(40)
@given(
    frames(),
    st.sampled_from(["ready", "load", "outcome"]),
    st.sampled_from(sorted(ENDINGS)),
    STATUSES,
)
@example(frame(Loaded([], {"a.py": 1, "b.py": 3}), b"1234"), "load", "closed", 0)
@example(frame(Loaded([], {"a.py": 1, "b.py": 2}), b"1234"), "load", "closed", 0)
@example(frame(Loaded([], {"a.py": -1, "b.py": 5}), b"1234"), "load", "closed", 0)
def test_a_worker_gives_what_it_was_asked_for_or_is_ended_and_told_of(
    data: bytes, asked: str, ending: str, status: int
) -> None:
    keeper: Any = Keeper(status)
    connection: Any = Scripted(data, [], ending)
    worker = Worker(keeper, 7, connection)
    try:
        if asked == "ready":
            worker.wait_until_ready(DEADLINE)
            assert all(isinstance(text, str) for text in worker.layers.values())
        elif asked == "load":
            loaded, pieces = worker.load(Load("mine", "", {}, {}), DEADLINE)
            if pieces:
                assert isinstance(loaded, Loaded)
                assert {name: len(piece) for name, piece in pieces.items()} == loaded.sizes
                header_size, _ = PREFIX.unpack(data[: PREFIX.size])
                payload = b"".join(piece.tobytes() for piece in pieces.values())
                assert payload == data[PREFIX.size + header_size :]
            else:
                assert isinstance(loaded, Loaded | Raised)
        else:
            outcome, values = worker.outcome(PAYLOAD_LIMIT, DEADLINE)
            assert isinstance(outcome, Outputs | Raised)
            assert len(values) <= PAYLOAD_LIMIT
    except WorkerGone as gone:
        assert_one_line(gone.how)
        assert keeper.ended == [7]
    except (WorkerLied, WireTimeout):
        event("lied or late")
