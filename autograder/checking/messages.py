"""What a student reads when a solution raised, did not load, or ended its process."""

import builtins
import difflib
import re
from collections.abc import Mapping, Sequence

from autograder.worker.child import EXERCISES, LINES_LIMIT, NAMES_LIMIT
from autograder.worker.forbidden import TORCH
from autograder.worker.wire import Line, Raised

NOT_ALLOWED = (
    "while it is graded, code can't start a process (subprocess, multiprocessing, a DataLoader "
    "with workers, torch.compile), use the network, or open files outside its own folder"
)
SIGNS_OF_REFUSAL = ("Operation not permitted", "Permission denied", "failure in name resolution")
"""What the system says in the messages of all that is refused to a worker."""

ADVICE = (
    *((sign, NOT_ALLOWED) for sign in SIGNS_OF_REFUSAL),
    ("appears to not have been used in the graph", "backward returns no gradient for the input"),
    ("expected Variable or None (got numpy.ndarray)", "return a torch tensor, no numpy array"),
    ("'numpy.ndarray' and 'Tensor'", "return a torch tensor, no numpy array"),
)
"""Parts of the system's and of torch's own messages, and what they mean here."""

RETURNED = ": does your function return what this line expects?"

WAITING = "input() waits for the keyboard, where nobody sits: remove it"


FARTHEST_UP = 2_000
"""Lines above one in which the function around it is looked for."""

_DEFINITION = re.compile(r"(?P<indent>[ \t]*)(?:async +)?(?:def|class) +(?P<name>\w{1,80})")

_NOT_IMPLEMENTED = re.compile(r"(\S+ is )?not implemented yet( \(|$)")

LONGEST_NAME = 80
"""Letters of a name that may be meant for another."""

LONGEST_MESSAGE = 1_000
LONGEST_LINE = 200


def presentable(message: str) -> str:
    """A message that can be shown anywhere: one line, no control characters, not endless."""
    line = " ".join(message.split())
    clean = "".join(letter if letter.isprintable() else "?" for letter in line)
    return clean if len(clean) <= LONGEST_MESSAGE else f"{clean[:LONGEST_MESSAGE]} ..."


def lines_of(source: str) -> list[str]:
    """The lines of a source as Python counts them: a form feed, for instance, ends none."""
    return re.split(r"\r\n?|\n", source)


class Sources:
    """The judge's own copy of a submission's files: what a worker's claims are held against."""

    def __init__(self, files: Mapping[str, str], exercises: str) -> None:
        texts = {**files, EXERCISES: exercises}
        self.lines = {name: [*lines_of(text), ""] for name, text in texts.items()}
        self.asked_for = frozenset(re.findall(r"\bsolution\.(\w+)", exercises))


def _function_around(lines: Sequence[str], number: int) -> str:
    """The function in which a line stands, with the classes around it, by their indentation."""
    itself = _DEFINITION.match(lines[number - 1])  # all of it may stand on one line
    names = [itself["name"]] if itself else []
    indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    for line in reversed(lines[max(0, number - FARTHEST_UP) : number - 1]):
        found = _DEFINITION.match(line)
        if found and len(found["indent"]) < indent:
            indent = len(found["indent"])
            names.append(found["name"])
    return ".".join(reversed(names))


def believable(raised: Raised, sources: Sources) -> Raised:
    """The part of a worker's claim about an error that the judge's own copy of the files bears out.

    A worker may say anything, a hidden input for instance. A line and the function around it are
    taken from the files in `sources`, and a missing name only if it is one that exercises ask for.
    """
    kind = getattr(builtins, raised.error, None)
    builtin = isinstance(kind, type) and issubclass(kind, BaseException)
    claimed = raised.lines[-LINES_LIMIT:]
    lines = [_own(line, sources) for line in claimed if _is_there(line, sources)]
    known = raised.error != "missing" or raised.message in sources.asked_for
    return Raised(
        raised.error if known else "AttributeError",
        raised.message if known else "",
        builtin or not known,
        lines,
    )


def _is_there(line: Line, sources: Sources) -> bool:
    """Whether there is such a line; the end of a file, where syntax errors are told, is one."""
    return line.file in sources.lines and 0 < line.number <= len(sources.lines[line.file])


def _own(line: Line, sources: Sources) -> Line:
    """A line as the judge's copy has it."""
    lines = sources.lines[line.file]
    text = lines[line.number - 1].strip()[:LONGEST_LINE]
    return Line(line.file, line.number, _function_around(lines, line.number), text)


def of_failed_load(module: str, raised: Raised) -> str:
    """Why the submission could not be imported, and where."""
    where = _where(raised.lines)
    if raised.error == "SystemExit":
        return f"{module}.py ends the program while it is imported (exit or quit){where}"
    if raised.error in ("SyntaxError", "IndentationError", "TabError"):
        stored_otherwise = re.search("codec can't decode|null bytes", raised.message)
        advice = "; save the file as UTF-8" if stored_otherwise else ""
        why = presentable(raised.message) or raised.error
        return f"{module}.py can't be read as Python: {why}{advice}{where}"
    if _waits_for_input(raised):
        return f"while {module}.py is imported, {WAITING}{where}"
    return f"{module}.py fails while it is imported: {_error(raised)}{where}{_advice(raised)}"


def of_raised(
    module: str,
    raised: Raised,
    offered: Sequence[str],
    *,
    public: bool,
    forbidden: Sequence[str] = (),
) -> str:
    """Why an exercise raised, in a question to be solved without what is `forbidden`.

    The text of the exception is shown for public cases only: a hidden input could stand in it.
    """
    if raised.error == "missing":
        return _missing(module, raised.message, offered)
    where = _where(raised.lines)
    if raised.error == "NotImplementedError":
        return _not_implemented(raised.lines)
    if raised.error == "SystemExit":
        return f"your code ends the program (exit or quit){where}"
    if _waits_for_input(raised):
        return f"{WAITING}{where}"
    if raised.error == "Forbidden" and forbidden:
        return f"{_without(forbidden)}{where}"
    if raised.error in ("MemoryError", "OutOfMemoryError"):  # the latter is torch's, of a GPU
        return f"your code asked for more memory than a case may use{where}"
    returned = RETURNED if raised.lines and raised.lines[-1].file == EXERCISES else ""
    if public:
        return f"{_error(raised)}{where}{_advice(raised) or returned}"
    name = raised.error if raised.builtin else "an exception"
    return f"{name} was raised{where}{_advice(raised) or returned}"


def _without(forbidden: Sequence[str]) -> str:
    """What a question is to be solved without, where the submission called it."""
    if TORCH in forbidden:
        return "this question is to be solved with NumPy alone, and torch is called"
    called = "one of them is called" if forbidden[1:] else "it is called"
    return f"this question is to be solved without torch's {listed(forbidden, 'or')}, and {called}"


def listed(words: Sequence[str], last: str) -> str:
    """Words as a text lists them: a, b and c."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if words[1:] else words[0]


def _missing(module: str, name: str, offered: Sequence[str]) -> str:
    names = [name for name in offered[:NAMES_LIMIT] if len(name) <= LONGEST_NAME]
    close = difflib.get_close_matches(name, names, n=1)
    advice = f": did you mean to call {close[0]} that?" if close else ""
    return f"{module}.py has no {name}{advice}"


def says_not_implemented(message: str) -> bool:
    """Whether that is all that such a message says of a case."""
    return bool(_NOT_IMPLEMENTED.match(message))


def _not_implemented(lines: Sequence[Line]) -> str:
    own = [line for line in lines if line.file != EXERCISES]
    if not own:
        return "not implemented yet"
    what = f"{own[-1].function} is not" if own[-1].function else "not"
    return f"{what} implemented yet ({own[-1].file}, line {own[-1].number})"


def _waits_for_input(raised: Raised) -> bool:
    return raised.error == "EOFError" and raised.message == "EOF when reading a line"


def _advice(raised: Raised) -> str:
    """What the system or torch means, where it speaks of inner workings."""
    return next((f": {words}" for part, words in ADVICE if part in raised.message), "")


def _error(raised: Raised) -> str:
    name, message = presentable(raised.error) or "an exception", presentable(raised.message)
    return f"{name}: {message}" if message else name


def _where(lines: Sequence[Line]) -> str:
    """The innermost line of the student's own; else the line of the exercise that called it."""
    own = [line for line in lines if line.file != EXERCISES]
    if own:
        line = own[-1]
        return f" ({line.file}, line {line.number}{f': {line.text}' if line.text else ''})"
    if lines:
        return f" (when the exercise runs: {lines[-1].text})"
    return ""
