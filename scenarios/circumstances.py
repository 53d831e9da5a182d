"""Under what circumstances something was measured: the machine, and the code."""

import os
import platform
from hashlib import sha256
from pathlib import Path

_PACKAGES = ("graphs", "optimizer", "scenarios")
_HOUSE = Path(__file__).parents[1]


def machine() -> str:
    """Processors, system and Python of this machine."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def peak_memory_mib() -> int:
    """Most memory of this process so far, 0 where the system does not say it.

    ``getrusage`` would tell the parent's, where that is larger.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def code_fingerprint() -> str:
    """Eight characters that change whenever a line of the planning code changes."""
    digest = sha256()
    for path in sorted(file for package in _PACKAGES for file in (_HOUSE / package).rglob("*.py")):
        digest.update(path.relative_to(_HOUSE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]
