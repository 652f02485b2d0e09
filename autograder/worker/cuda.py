"""What a worker does about its GPU: it bounds its memory, and finds errors in the case they are of.

A fork may use CUDA as long as its parent has not. So the service imports torch and asks nothing of
a device, and here, in the fork, the driver is started: a quarter of a second.
"""

CUDA = "cuda"


def begin(memory: int) -> str:
    """Start the driver, with so many bytes of the GPU's memory; "" or why there is none to use.

    The bound holds for what torch allocates, as honest code does.
    """
    import torch

    try:
        total = torch.cuda.get_device_properties(0).total_memory
        torch.cuda.set_per_process_memory_fraction(min(1.0, memory / total))
        torch.cuda.synchronize()
    except (RuntimeError, AssertionError) as error:  # the latter: torch was built without CUDA
        return str(error).partition("\n")[0] or type(error).__name__
    return ""


def compute_float32_as_such() -> None:
    """Leave TF32 off, which rounds to 10 bits what float32 holds in 23. Starts no driver."""
    import torch

    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False


def wait() -> None:
    """Until all that the case has begun is done, on every stream: its errors are raised here."""
    import torch

    torch.cuda.synchronize()


def still_works() -> bool:
    """Whether the GPU can be used after a case that raised; what it held is given back.

    After an access to memory that is not its own a process can do nothing more with the GPU.
    """
    import gc

    import torch

    gc.collect()
    try:
        torch.cuda.empty_cache()
        torch.cuda.synchronize()
    except RuntimeError:
        return False
    return True
