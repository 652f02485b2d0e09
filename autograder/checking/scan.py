"""Lines of a submission that its instructor may want to look at; no point depends on them.

They name what a question is to be solved without, or what homework has no use for and deceit has.
The text is read as text: no parser runs on it, so that nothing in it can stop the judge.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from autograder.worker.forbidden import AUTOGRAD, TORCH

MOST = 20
"""Lines that are told of."""

LARGEST = 400_000
"""Bytes of all files that are read: hand-ins have 10,000."""

LONGEST_LINE = 400
LONGEST_QUOTE = 80

MODULES = frozenset(
    [
        "_ctypes",
        "_thread",
        "atexit",
        "autograder",
        "cffi",
        "ctypes",
        "fcntl",
        "gc",
        "marshal",
        "mmap",
        "msgspec",
        "multiprocessing",
        "ptrace",
        "resource",
        "signal",
        "socket",
        "subprocess",
    ]
)
"""Modules that reach into the process or the machine."""

NAMES = frozenset(
    [
        "__builtins__",
        "__closure__",
        "__code__",
        "__globals__",
        "__subclasses__",
        "_disable_current_modes",
        "_execution_engine",
        "_getframe",
        "_python_dispatch",
        "currentframe",
        "f_back",
        "f_globals",
        "f_locals",
        "gi_frame",
        "tb_frame",
    ]
)
"""Attributes by which code gets at other code's data."""

PATHS = frozenset(
    [
        "os._exit",
        "os.abort",
        "os.execv",
        "os.execve",
        "os.fork",
        "os.kill",
        "os.killpg",
        "sys.modules",
        "torch.library",
        "torch._C",
        "torch.ops",
    ]
)

CALLS = frozenset({"eval", "exec", "compile", "__import__"})
"""Functions that run code which a reader doesn't see."""

DIFFERENTIATION = re.compile(r"\b(autograd\.(grad|backward|functional)|enable_grad|torch\.func)\b")
"""How code asks torch to differentiate."""

OWN = frozenset({"self", "cls", "ctx", "super"})
"""Before a dot: what follows is the submission's own."""

_TOKEN = re.compile(
    r'(?P<text>"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\')'
    r'|(?P<unclosed>"""|\'\'\')'
    r'|(?P<word>"(?:[^"\\\n]|\\.)*"?|\'(?:[^\'\\\n]|\\.)*\'?)'
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\(?)",
    re.DOTALL,
)
"""The closing quote of a `word` may be missing: else every quote within would be tried anew."""

_IMPORT = re.compile(r"[ \t]*(?:import|from)\b")


def flags_in(files: Mapping[str, bytes], forbidden: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A sentence for each such line. `forbidden`: question -> what it is to be solved without."""
    return tuple(islice(_flags(files, forbidden), MOST))


def _flags(files: Mapping[str, bytes], forbidden: Mapping[str, Sequence[str]]) -> Iterator[str]:
    room = LARGEST
    for name in sorted(files):
        content = files[name][:room]
        room -= len(content)
        # as Python reads names, but none of them may become many times as long
        text = unicodedata.normalize("NFKC", content.decode(errors="replace"))[:LARGEST]
        for number, line, why in _remarkable(text, forbidden):
            yield f"{name}, line {number}, {why}: {line.strip()[:LONGEST_QUOTE]}"


def _remarkable(
    text: str, forbidden: Mapping[str, Sequence[str]]
) -> Iterator[tuple[int, str, str]]:
    """Such lines with their number and the reason."""
    starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
    scan = _Scan(forbidden)
    told = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "unclosed":
            return  # no Python from here on
        if token.lastgroup not in ("word", "name") or scan.is_harmless(token[0]):
            continue
        number = bisect_right(starts, token.start())
        if number == told:
            continue
        start, end = starts[number - 1 : number + 1]
        line = text[start : min(end - 1, start + LONGEST_LINE)]
        before = text[max(start, token.start() - len("def ")) : token.start()]
        if why := scan.why(token[0], before, line):
            told = number
            yield number, line, why


class _Scan:
    """Of one file, in which most names stand more than once, and are harmless wherever they do."""

    def __init__(self, forbidden: Mapping[str, Sequence[str]]) -> None:
        self._forbidden = [
            (question, without, _squashed(without))
            for question, names in forbidden.items()
            for without in names
            if without != TORCH
        ]
        self._harmless: dict[str, bool] = {}

    def is_harmless(self, token: str) -> bool:
        """Whether it is worth no look in any line."""
        if token not in self._harmless:
            self._harmless[token] = not self._found(token, True, True, True)
        return self._harmless[token]

    def why(self, token: str, before: str, line: str) -> str:
        """Why a name, or a text that could be one, is worth a look in its line, or ""."""
        is_call = token.endswith("(") and not before.endswith((".", "def "))
        return self._found(token, is_call, _IMPORT.match(line) is not None, "getattr" in line)

    def _found(self, token: str, is_call: bool, imported: bool, by_name: bool) -> str:
        """The same, of a token that is called or not, in an import, in a line with `getattr`.

        Each of them adds reasons and takes none away.
        """
        quoted = token[0] in "\"'"
        name = token.strip("\"'(")
        parts = name.split(".")
        if not all(part.isidentifier() for part in parts):
            return ""
        if is_call and name in CALLS:
            return f"runs what {name} is given"
        if name in NAMES or (not quoted and (NAMES & {*parts} or ".".join(parts[:2]) in PATHS)):
            return "reaches into the process that runs it"
        if (imported or quoted) and parts[0] in MODULES:
            return f"uses {parts[0]}"
        of_another = len(parts) > 1 and parts[0] not in OWN
        reaches_out = by_name if quoted else imported or of_another
        last = _squashed(parts[-1])
        for question, without, squashed in self._forbidden:
            if without == AUTOGRAD:
                found = not quoted and DIFFERENTIATION.search(name) is not None
            else:
                found = reaches_out and squashed in last
            if found:
                return f"names what {question} is to be solved without"
        return ""


def _squashed(name: str) -> str:
    """A name as it is compared: BatchNorm1d holds batch_norm."""
    return name.replace("_", "").lower()
