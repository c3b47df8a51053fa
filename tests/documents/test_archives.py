import gzip
import io
import tarfile
import zipfile

import pytest

from synth.documents.archives import MAX_MEMBERS, MAX_TEXT_BYTES, read_members
from synth.errors import SourceError

TEX = b"\\documentclass{article}\\begin{document}Width helps.\\end{document}\n"


def tar_of(*members: tuple[str, bytes], mode: str = "w:gz", form: int = tarfile.PAX_FORMAT) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, format=form) as archive:  # type: ignore[call-overload]  # mode is a str
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def tar_with(info: tarfile.TarInfo, *, mode: str = "w:gz") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]  # mode is a str
        archive.addfile(info)
    return buffer.getvalue()


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_text_members_of_a_tar_are_read_and_figures_left_out(mode: str, form: int) -> None:
    data = tar_of(("./main.tex", TEX), ("sec/a.bbl", b"refs"), ("fig.pdf", b"%PDF-1.4"), mode=mode, form=form)

    assert read_members(data) == {"main.tex": TEX, "sec/a.bbl": b"refs"}


def test_members_of_a_zip_are_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("paper/main.tex", TEX)
        archive.writestr("paper/fig.png", b"\x89PNG")

    assert read_members(buffer.getvalue()) == {"paper/main.tex": TEX}


@pytest.mark.parametrize("data", [TEX, gzip.compress(TEX)], ids=["bare", "gzipped"])
def test_single_file_is_called_main_tex(data: bytes) -> None:
    assert read_members(data) == {"main.tex": TEX}


def test_gzip_in_two_pieces_is_read_whole() -> None:
    assert read_members(gzip.compress(TEX) + gzip.compress(b"% more\n")) == {"main.tex": TEX + b"% more\n"}


def test_long_member_names_are_read_whole() -> None:
    name = "/".join(["section"] * 40) + ".tex"

    assert read_members(tar_of((name, TEX), form=tarfile.GNU_FORMAT)) == {name: TEX}


@pytest.mark.parametrize("name", ["/etc/main.tex", "../main.tex", "a/../../main.tex", "..\\main.tex", "C:\\main.tex"])
def test_path_that_leads_out_of_the_tar_is_refused(name: str) -> None:
    with pytest.raises(SourceError, match="leads out"):
        read_members(tar_of(("ok.tex", TEX), (name, TEX)))


def test_path_that_leads_out_of_the_zip_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../main.tex", TEX)

    with pytest.raises(SourceError, match="leads out"):
        read_members(buffer.getvalue())


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_link_or_device_is_refused(kind: bytes) -> None:
    info = tarfile.TarInfo("main.tex")
    info.type = kind
    info.linkname = "/etc/passwd"

    with pytest.raises(SourceError, match="link or device"):
        read_members(tar_with(info))


def test_symbolic_link_in_a_zip_is_refused() -> None:
    info = zipfile.ZipInfo("main.tex")
    info.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "/etc/passwd")

    with pytest.raises(SourceError, match="link or device"):
        read_members(buffer.getvalue())


def test_bomb_of_zeros_is_refused_before_it_is_unpacked() -> None:
    bomb = gzip.compress(bytes(30_000_000))

    with pytest.raises(SourceError, match="200 times its size"):
        read_members(bomb)


def test_skipped_member_counts_against_the_limit() -> None:
    bomb = tar_of(("figure.eps", bytes(30_000_000)), ("main.tex", TEX))

    with pytest.raises(SourceError, match="200 times its size"):
        read_members(bomb)


def test_bundle_larger_than_allowed_is_refused() -> None:
    with pytest.raises(SourceError, match="more than 1 MB"):
        read_members(tar_of(("fig.eps", b"%!PS" * 500_000), mode="w"), max_bytes=1_000_000)


def test_zip_bomb_is_refused_by_what_it_declares() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("main.tex", bytes(30_000_000))

    with pytest.raises(SourceError, match="200 times its size"):
        read_members(buffer.getvalue())


def test_huge_text_member_is_refused_by_its_header() -> None:
    info = tarfile.TarInfo("main.tex")
    info.size = MAX_TEXT_BYTES + 1

    with pytest.raises(SourceError, match="larger than 20 MB"):
        read_members(info.tobuf() + bytes(1024))


def test_huge_text_member_of_a_zip_is_refused_by_what_it_declares() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("main.tex", bytes(MAX_TEXT_BYTES + 1))

    with pytest.raises(SourceError, match="larger than 20 MB"):
        read_members(buffer.getvalue())


def test_encrypted_zip_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("main.tex", TEX)
    data = bytearray(buffer.getvalue())
    data[6] |= 1  # the flag in the file's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory

    with pytest.raises(SourceError, match="encrypted"):
        read_members(bytes(data))


def test_member_with_holes_is_refused() -> None:
    info = tarfile.TarInfo("main.tex")
    info.pax_headers = {"GNU.sparse.map": "0,0", "GNU.sparse.size": "15000000"}

    with pytest.raises(SourceError, match="link or device"):
        read_members(tar_with(info))


def test_archive_inside_an_archive_is_not_opened() -> None:
    inner = tar_of(("evil.tex", TEX))

    assert read_members(tar_of(("main.tex", TEX), ("inner.tar.gz", inner))) == {"main.tex": TEX}


def test_too_many_members_are_refused() -> None:
    data = tar_of(*((f"{number}.tex", b"") for number in range(MAX_MEMBERS + 2)))

    with pytest.raises(SourceError, match="more than 5000 files"):
        read_members(data)


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_truncated_tar_is_damaged(mode: str) -> None:
    data = tar_of(("main.tex", TEX * 500), mode=mode)

    with pytest.raises(SourceError, match="damaged"):
        read_members(data[: len(data) // 2])


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b", b"PK\x03\x04rest", b"\x1f\x8b\x08" + bytes(40), bytes(2048)])
def test_garbage_is_a_source_error(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_members(data)


def test_archive_without_tex_says_so() -> None:
    with pytest.raises(SourceError, match="holds no TeX"):
        read_members(tar_of(("fig.pdf", b"%PDF-1.4")))


def test_every_damaged_byte_gives_members_or_a_source_error() -> None:
    data = tar_of(("main.tex", TEX), ("long/" * 30 + "b.tex", TEX), form=tarfile.PAX_FORMAT, mode="w")
    for position in range(0, 3072, 7):
        damaged = bytearray(data)
        damaged[position] ^= 0x41
        try:
            read_members(bytes(damaged))
        except SourceError:
            continue
