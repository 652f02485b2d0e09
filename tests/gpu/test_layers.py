"""A worker can use its device behind every layer of the confinement; else it is told which hinders.

The first thing to look at on a new machine: without it no other test for a GPU can pass.
"""

from collections.abc import Sequence

import pytest

from autograder.worker.client import WorkerGone, running_service
from autograder.worker.confinement import LAYERS, Limits
from tests.worker.conftest import Host

WORK = """
import torch
from torch.nn.functional import conv2d

def probe():
    told = []
    for dtype in (torch.float32, torch.bfloat16):
        x = torch.ones(2, 3, 8, 8, device=DEVICE, dtype=dtype, requires_grad=True)
        weight = torch.ones(4, 3, 3, 3, device=DEVICE, dtype=dtype)
        out = conv2d(x, weight).flatten(1)
        (out @ out.T).sum().backward()
        told.append(x.grad.shape == x.shape)
    generator = torch.Generator(DEVICE).manual_seed(1)
    told.append(torch.rand(5, device=DEVICE, generator=generator).cpu().shape == (5,))
    return "works" if all(told) else told
"""


def why_not(device: str, without: Sequence[str] = ()) -> str:
    """Why a worker without these layers can't use the device, or ""."""
    preload = ["numpy", "torch"]
    with running_service(preload, Limits(), 600, without=tuple(without)) as service:
        host = Host(service)
        try:
            worker = service.worker(device)
            if worker.no_device:
                return worker.no_device
            host.end(worker)
            worker = host.loaded(f"DEVICE = {device!r}\n{WORK}", device)
            told = host.probed(worker)
            host.end(worker)
        except WorkerGone as error:
            return error.how
        except AssertionError as error:  # it raised: the host shows what
            return str(error)
    return "" if told == "works" else told


def hindering(device: str) -> str:
    """What a worker behind every layer is kept from, and by which of them; "" if it is not."""
    why = why_not(device)
    if not why:
        return ""
    alone = [layer for layer, _ in LAYERS if not why_not(device, [layer])]
    return f"{why}: it works without {' or '.join(alone) or 'none of them alone'}"


def test_a_worker_computes_behind_every_layer() -> None:
    assert hindering("cpu") == ""


def test_a_layer_that_hinders_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def hindered(device: str, without: Sequence[str] = ()) -> str:
        return "" if "own files" in without else "no driver"

    monkeypatch.setitem(hindering.__globals__, "why_not", hindered)
    assert hindering("cuda") == "no driver: it works without own files"
    monkeypatch.setitem(hindering.__globals__, "why_not", lambda *_: "no driver")
    assert hindering("cuda") == "no driver: it works without none of them alone"


@pytest.mark.gpu
def test_a_worker_uses_the_gpu_behind_every_layer() -> None:
    assert hindering("cuda") == ""
