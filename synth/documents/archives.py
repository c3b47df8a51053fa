"""Safe reading of TeX bundles: tar, gzip or zip in, named text members out, in memory only.

Nothing is ever written to disk, and an archive that tries to reach outside itself or to swell
beyond its limits is refused as a whole: whoever packed it so meant no good.
"""

import gzip
import io
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from synth.errors import SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_MEMBERS: Final = 5_000  # the largest e-prints hold some hundred files
MAX_TEXT_BYTES: Final = 20_000_000  # of one text member; a thesis in TeX is about 2 MB
MAX_RATIO: Final = 200  # unpacked to packed; TeX gives 3 to 10, zeros about 1000
RATIO_FLOOR: Final = 10_000_000  # below this many bytes a high ratio does no harm
MAX_UNPACKED: Final = 500_000_000  # figures included, which are skipped, never kept
TEXT_SUFFIXES: Final = frozenset({"tex", "ltx", "latex", "bbl", "bib", "sty", "cls", "def", "txt", "inp", "tikz"})

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_BUFFER: Final = 65_536
_DAMAGE: Final = (
    tarfile.TarError,
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    EOFError,
    ValueError,  # a number in a header that is none
    NotImplementedError,  # a compression that zipfile does not know
)
_HINT: Final = "unpack it yourself, look at what it holds, and give synth the .tex or .pdf file"


def read_members(data: bytes, *, max_bytes: int = MAX_UNPACKED) -> dict[str, bytes]:
    r"""The text files of a TeX bundle, by their path inside it.

    Args:
        data: A tar, tar.gz or zip file, one gzipped file, or bare TeX as arXiv also serves it.
        max_bytes: How many bytes the bundle may unpack to, figures included.

    Returns:
        TeX, bibliography and style files, ``main.tex`` for a single file. Figures, nested archives
        and everything else are left out.

    Raises:
        SourceError: If the bundle is damaged, holds no text, has members with absolute or parent
            paths, links or devices, or more or larger members than any paper needs.

    >>> read_members(b"\\documentclass{article}")
    {'main.tex': b'\\documentclass{article}'}
    """
    try:
        members = _read_zip(data, max_bytes) if data.startswith(_ZIP) else _read_stream(data, max_bytes)
    except _DAMAGE as error:
        raise SourceError(f"the archive is damaged: {error}", hint="fetch it again, or give synth the PDF") from error
    if not members:
        raise SourceError("the archive holds no TeX", hint="give synth the PDF instead")
    return members


def _read_stream(data: bytes, max_bytes: int) -> dict[str, bytes]:
    """Members of a tar file, or the one file there is, gzipped or not."""
    packed = io.BytesIO(data)
    unpacked = gzip.GzipFile(fileobj=packed) if data.startswith(_GZIP) else packed
    stream = io.BufferedReader(_Counted(unpacked, packed_bytes=len(data), limit=max_bytes), _BUFFER)
    head = stream.peek(tarfile.BLOCKSIZE)[: tarfile.BLOCKSIZE]
    if _is_tar(head):
        return _read_tar(stream)
    text = stream.read(MAX_TEXT_BYTES + 1)
    _check_text_size("the file", len(text))
    if b"\0" in head:
        raise SourceError("the archive holds one file, and that is no TeX", hint="give synth the PDF instead")
    return {"main.tex": text} if text.strip() else {}


def _is_tar(head: bytes) -> bool:
    """Whether 512 bytes are the header of a tar file: its checksum fits."""
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def _read_tar(stream: "io.BufferedReader[_Counted]") -> dict[str, bytes]:
    """Text members of a tar stream, read once from front to back."""
    members: dict[str, bytes] = {}
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for number, member in enumerate(archive):
            _check_count(number)
            name = _safe_name(member.name)
            if not (member.isdir() or member.isreg()) or member.issparse():
                raise SourceError(
                    f"the archive holds a link or device, or a file with holes: {member.name[:80]!r}", hint=_HINT
                )
            if member.isreg() and _is_text(name):
                _check_text_size(name, member.size)
                file = archive.extractfile(member)
                members[name] = file.read() if file else b""
    return members


def _read_zip(data: bytes, max_bytes: int) -> dict[str, bytes]:
    """Text members of a zip file."""
    members: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        _check_count(len(infos))
        _check_unpacked(sum(info.file_size for info in infos), len(data), max_bytes)
        for info in infos:
            name = _safe_name(info.filename)
            if (info.external_attr >> 16) & 0o170000 == 0o120000:  # the Unix mode of a symbolic link
                raise SourceError(f"the archive holds a link or device: {name[:80]!r}", hint=_HINT)
            if info.flag_bits & 1:
                raise SourceError("the archive is encrypted", hint="save it without a password")
            if not info.is_dir() and _is_text(name):
                _check_text_size(name, info.file_size)
                with archive.open(info) as file:
                    members[name] = file.read(MAX_TEXT_BYTES)
    return members


def _safe_name(name: str) -> str:
    """A member's path in normal form, refused if it leads anywhere but down."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or (len(name) > 1 and name[1] == ":"):
        raise SourceError(f"the archive holds a path that leads out of it: {name[:80]!r}", hint=_HINT)
    return "/".join(part for part in parts if part not in {"", "."})


def _is_text(name: str) -> bool:
    """Whether a member may hold TeX, by its name; names without a suffix are rare and may."""
    stem, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return suffix.lower() in TEXT_SUFFIXES if dot and stem else suffix.lower() not in {"", "makefile", "readme"}


def _check_count(count: int) -> None:
    if count > MAX_MEMBERS:
        raise SourceError(f"the archive holds more than {MAX_MEMBERS} files", hint=_HINT)


def _check_text_size(name: str, size: int) -> None:
    if size > MAX_TEXT_BYTES:
        raise SourceError(f"{name[:80]!r} in the archive is larger than {MAX_TEXT_BYTES // 10**6} MB", hint=_HINT)


def _check_unpacked(unpacked: int, packed: int, limit: int) -> None:
    """Refuse an archive that swells beyond its limits."""
    if unpacked > limit:
        raise SourceError(f"the archive unpacks to more than {limit // 10**6} MB", hint=_HINT)
    if unpacked > RATIO_FLOOR and unpacked > MAX_RATIO * packed:
        raise SourceError(f"the archive unpacks to more than {MAX_RATIO} times its size", hint=_HINT)


class _Counted(io.RawIOBase):
    """A stream that refuses to go on when more comes out of it than its archive may hold."""

    def __init__(self, stream: gzip.GzipFile | io.BytesIO, *, packed_bytes: int, limit: int) -> None:
        self._stream = stream
        self._packed_bytes = packed_bytes
        self._limit = limit
        self._total = 0

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer as far as the stream goes."""
        view = memoryview(buffer)
        piece = self._stream.read(len(view))
        view[: len(piece)] = piece
        self._total += len(piece)
        _check_unpacked(self._total, self._packed_bytes, self._limit)
        return len(piece)
