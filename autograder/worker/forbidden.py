"""What a question is to be solved without, taken away while it is graded.

    "torch"     the whole library: see `absent`; a file that can't be imported without it is
                imported with it, and finds no operator that works
    "autograd"  torch's differentiation, by the submission's own code; an exercise may still use it
    any other   torch's operators whose name contains it: "batch_norm" is batch_norm and
                native_batch_norm, cudnn_batch_norm_backward, and so on

An operator is taken away where torch looks for its kernel. Whatever leads there, a module, a
function, another name for it, torch.ops or a script, the call raises `Forbidden` in its own line.
"""

import contextlib
import functools
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn, TypeVar

from autograder.worker.absent import Forbidden, WithoutTorch

TORCH, AUTOGRAD = "torch", "autograd"

FORWARD_MODE = "make_dual"
"""The operator by which torch differentiates forwards, past its engine."""

KERNELS = ("CPU", "CUDA", "MkldnnCPU", "CompositeExplicitAutograd")
"""Where the kernels of operators lie, in torch's words: its dispatch keys."""

GRADIENTS = ("Autograd",)
"""Where those lie that are called before them, when there is something to differentiate."""

NAMESPACE = "aten::"

T = TypeVar("T")


@contextlib.contextmanager
def solution_for(
    forbidden: Sequence[str], exercises: ModuleType, load: Callable[[], T]
) -> Iterator[T]:
    """What `load` imports, for a question that is to be solved without what is `forbidden`.

    While the file is imported its operators are there: what a file tries out at its end is its own
    affair. `exercises` is the module whose functions may call "autograd" all the same.
    """
    if TORCH in forbidden:
        with _without_torch(load) as solution:
            yield solution
        return
    solution = load()
    with contextlib.ExitStack() as taken:
        for name in forbidden:
            if name == AUTOGRAD:
                taken.enter_context(_without_the_engine(exercises))
                taken.enter_context(_without_operators(FORWARD_MODE, GRADIENTS))
            else:
                taken.enter_context(_without_operators(name, KERNELS))
        yield solution


@contextlib.contextmanager
def _without_torch(load: Callable[[], T]) -> Iterator[T]:
    """What `load` imports with placeholders for torch; with torch if it can't be imported so."""
    loaded = []
    with WithoutTorch() as absent:
        with contextlib.suppress(Exception):
            loaded.append(load())
        if loaded:
            absent.no_more_calls()
            yield loaded[0]
    if not loaded:
        solution = load()
        with _without_any_operator():
            yield solution


def operators_named(part: str) -> list[str]:
    """Torch's operators whose name contains `part`, a whole word or several."""
    return [
        name.removeprefix(NAMESPACE)
        for name in all_operators()
        if part in name and re.search(rf"[:_]{part}(_|\.|$)", name)
    ]


@functools.cache
def all_operators() -> tuple[str, ...]:
    """The names of torch's own operators. To list them takes 10 ms: the service does it once."""
    import torch

    names = torch._C._dispatch_get_all_op_names()
    return tuple(sorted({name for name in names if name.startswith(NAMESPACE)}))


@functools.cache
def kernels_named(part: str, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The kernels of those operators, by name and dispatch key. Takes 2 ms, as above."""
    import torch

    has_kernel = torch._C._dispatch_has_kernel_for_dispatch_key
    return tuple(
        (name, key)
        for name in operators_named(part)
        for key in keys
        if has_kernel(f"{NAMESPACE}{name}", key)
    )


def look_up(forbidden: Sequence[str]) -> None:
    """Find now, before any fork, what is to be replaced in each of a service's workers."""
    for name in forbidden:
        if name == AUTOGRAD:
            kernels_named(FORWARD_MODE, GRADIENTS)
        elif name != TORCH:
            kernels_named(name, KERNELS)


def _refuse(name: str) -> NoReturn:
    raise Forbidden(f"torch's {name} was called, and this question is to be solved without it")


@contextlib.contextmanager
def _without_operators(part: str, keys: tuple[str, ...]) -> Iterator[None]:
    """In this process no operator of that name has a kernel but one that refuses.

    One that is composed of others has no kernel of its own, and comes to theirs.
    """
    import torch

    open_library: Any = torch.library.Library
    library = open_library("aten", "IMPL")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a kernel is replaced, which is meant
            for name, key in kernels_named(part, keys):
                library.impl(name, _refusal(part), key)
        yield
    finally:
        library._destroy()


@contextlib.contextmanager
def _without_any_operator() -> Iterator[None]:
    """Torch is there, and does nothing."""
    from torch.utils import _python_dispatch

    class Refusal(_python_dispatch.TorchDispatchMode):  # type: ignore[no-untyped-call]
        def __torch_dispatch__(self, func: Any, *_others: Any, **_keywords: Any) -> Any:
            raise Forbidden(f"{func} of torch was called, and NumPy alone is to be used")

    refusal: Any = Refusal
    with refusal():
        yield


def _refusal(name: str) -> Callable[..., NoReturn]:
    def kernel(*_arguments: Any, **_keywords: Any) -> NoReturn:
        _refuse(name)

    return kernel


@contextlib.contextmanager
def _without_the_engine(exercises: ModuleType) -> Iterator[None]:
    """Torch's engine of derivatives runs for the exercises alone."""
    from torch.autograd import Variable

    variable: Any = Variable
    engine = variable._execution_engine
    variable._execution_engine = _Engine(engine, exercises)
    try:
        yield
    finally:
        variable._execution_engine = engine


class _Engine:
    """torch's engine, which asks who it is run for."""

    def __init__(self, engine: Any, exercises: ModuleType) -> None:
        self._engine = engine
        self._exercises = exercises.__dict__

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def run_backward(self, *arguments: Any, **keywords: Any) -> Any:
        """What torch.autograd.grad and Tensor.backward both come to."""
        if _caller_outside_torch() is not self._exercises:
            _refuse(AUTOGRAD)
        return self._engine.run_backward(*arguments, **keywords)


def _caller_outside_torch() -> dict[str, Any]:
    """The globals of the innermost function that is neither torch's nor of this file."""
    inside = (str(Path(sys.modules[TORCH].__file__ or "").parent), __file__)
    frame = sys._getframe()
    while frame.f_code.co_filename.startswith(inside) and frame.f_back is not None:
        frame = frame.f_back
    return frame.f_globals
