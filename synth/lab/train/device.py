"""Where to compute, and how repeatably."""

import os

import torch

from synth.errors import LabError


def device_of(name: str) -> torch.device:
    """The device called ``cpu``, ``cuda`` or ``auto`` (a GPU where there is one).

    Raises:
        LabError: If the name is unknown or there is no such device here.
    """
    if name not in {"auto", "cpu", "cuda"}:
        raise LabError(f"unknown device {name!r}", hint="known: auto, cpu, cuda")
    if name == "cuda" and not torch.cuda.is_available():
        raise LabError("there is no CUDA device here", hint="--device cpu, or auto")
    if name == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return torch.device(name)


def be_deterministic(*, threads: int = 1) -> None:
    """From now on in this process, equal seeds give equal results to the last digit.

    The number of threads decides the order in which sums are formed, so it is part of what must be equal.
    """
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # what CUDA asks for before it repeats itself
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(mode=True)
