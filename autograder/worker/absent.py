"""torch as it looks where a question is to be solved without it.

A student's file imports torch at its top, for its torch questions, and defines modules with it. So
torch can't just be missing: in a worker for a NumPy question every name of it is a placeholder, out
of which classes can be derived, annotations made and decorators built. While the file is imported
it can even be called, to no effect; while an exercise runs, a call raises `Forbidden`.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

ABSENT = "torch"

MOST_ANSWERS = 1_000
"""How often placeholders say what they are worth while a file is imported.

They never change: a loop that waits for a tensor to become zero would go on for ever.
"""


class Forbidden(RuntimeError):
    """Something was called in a question that is to be solved without it."""


class _State:
    """Whether placeholders may be called: while a file is imported, not afterwards.

    answers  how often they have said what they are worth
    at_end   how many modules of torch's `gather_modules` has put at the end of sys.modules
    """

    importing = True
    answers = 0
    at_end = 0


def _refuse(name: str) -> NoReturn:
    raise Forbidden(f"{name} was called, and this question is to be solved with NumPy alone")


def _called(name: str, arguments: tuple[Any, ...]) -> Any:
    if not _State.importing:
        _refuse(name)
    if len(arguments) == 1 and isinstance(arguments[0], types.FunctionType | type):
        return arguments[0]  # as a decorator
    return _Thing(name)


class _Thing:
    """What a call of torch's gives while a file is imported: it takes part in anything."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Thing(f"{self._name}.{name}")

    def __call__(self, *arguments: Any, **_keywords: Any) -> Any:
        return _called(self._name, arguments)

    def __enter__(self) -> "_Thing":
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getitem__(self, _key: Any) -> "_Thing":
        return self

    def _worth(self) -> int:
        if _State.importing:
            _State.answers += 1
            if _State.answers > MOST_ANSWERS:
                _refuse(self._name)
        return 0

    def __bool__(self) -> bool:
        return bool(self._worth())

    def __len__(self) -> int:
        return self._worth()

    def __float__(self) -> float:
        return float(self._worth())

    def __format__(self, _specification: str) -> str:
        return self._name

    __hash__ = object.__hash__

    def _combined(self, *_others: Any) -> Any:
        return self

    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = _combined
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __neg__ = _combined
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = __matmul__ = __rmatmul__ = _combined


class _Name(type):
    """The type of every name of torch: a class, so that others can be derived from it."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _named(f"{cls.__qualname__}.{name}")

    def __call__(cls, *arguments: Any, **_keywords: Any) -> Any:
        return _called(cls.__qualname__, arguments)


def _named(name: str) -> _Name:
    return _Name(name.rpartition(".")[2], (), {"__qualname__": name, "__module__": ABSENT})


class _Module(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name == "__version__":
            return "0"
        if name.startswith("__"):
            raise AttributeError(name)
        return _named(f"{self.__name__}.{name}")


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds torch, and any module beneath it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != ABSENT and not fullname.startswith(f"{ABSENT}."):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """There is nothing to run."""


def gather_modules() -> None:
    """Put torch's modules at the end of sys.modules, itself first, to be taken from there unseen.

    In a forked process each object that is looked at, even its name, costs microseconds: the page
    that it lies in is copied. There are a thousand of these modules, so the service orders them.
    """
    names = sorted(filter(_is_torch, sys.modules))  # "torch" comes before "torch.nn"
    for name in names:
        sys.modules[name] = sys.modules.pop(name)
    _State.at_end = len(names)


def _take_modules() -> list[tuple[str, types.ModuleType]]:
    """Take torch's modules out of sys.modules, and return them, the last first."""
    if not _State.at_end:
        gather_modules()
    taken = []
    while ABSENT in sys.modules:
        taken.append(sys.modules.popitem())
    later = max(0, len(taken) - _State.at_end)  # imported since they were gathered, torch's or not
    kept = [item for item in taken[:later] if not _is_torch(item[0])]
    sys.modules.update(reversed(kept))
    return [item for item in taken[:later] if _is_torch(item[0])] + taken[later:]


class WithoutTorch:
    """In its `with` block placeholders stand in torch's place.

    They may be called, to no effect, until `no_more_calls`.
    """

    def __enter__(self) -> "WithoutTorch":
        self._real = _take_modules()
        self._finder = _Finder()
        sys.meta_path.insert(0, self._finder)
        _State.importing, _State.answers = True, 0
        return self

    def __exit__(self, *_error: object) -> None:
        sys.meta_path.remove(self._finder)
        for name in [name for name in sys.modules if _is_torch(name)]:
            del sys.modules[name]
        sys.modules.update(reversed(self._real))

    def no_more_calls(self) -> None:
        """From now on a call of torch's raises `Forbidden`."""
        _State.importing = False


def _is_torch(name: str) -> bool:
    return name == ABSENT or name.startswith(f"{ABSENT}.")
