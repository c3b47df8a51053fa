"""What the lab runs on: memory, processor, versions."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_PACKAGES: Final = ("torch", "numpy", "synth")


def available_bytes() -> int | None:
    """Memory that new programs can have, where the system tells."""
    try:
        text = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return None
    line = next((line for line in text.splitlines() if line.startswith("MemAvailable:")), "")
    return int(line.split()[1]) * 1024 if line else None


def environment(device: str) -> dict[str, str]:
    """Processor, system, device and versions; no names of machines or people."""
    found = {
        "device": device,
        "processor": platform.processor() or platform.machine(),
        "cores": str(os.cpu_count() or 1),
        "threads of each process": "1",
        "system": platform.system(),
        "python": platform.python_version(),
    }
    return found | {name: version_of(name) for name in _PACKAGES}


def version_of(package: str) -> str:
    """The version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
