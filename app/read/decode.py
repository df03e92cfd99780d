"""Bytes to text: what is no text is refused by name, what is text gets the right letters."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from app.errors import EmptyInput, NotText

EXPECTED = "text, HTML, JSON or a feed"
KNOWN_BYTES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
)
_FILM = slice(4, 8)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]+)",
    re.IGNORECASE,
)
_HONOURED = re.compile(
    r"utf-(8|16|32)(-[lb]e)?|cp\d+|iso8859-\d+|koi8-[rut]|mac-\w+|gbk|gb2312|gb18030|big5\w*"
    r"|euc_\w+|shift_jis\w*|iso2022_\w+|johab|hz|tis-620|ascii"
)
"""Charsets of documents; other codecs of Python (UTF-7, escapes) would let text hide in text."""
_WESTERN = {"iso8859-1", "ascii"}  # read as Windows-1252, as browsers do
_BY_ESCAPES = re.compile(r"iso2022|hz")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
NUL = b"\0"
_HIGH_BYTES = bytes(range(0x80, 0x100))
_BINARY_BYTES = bytes(set(range(0x20)) - set(b"\t\r\n"))
_SAMPLE = 4096
_FEW = 0.04
"""English in Windows-1252 has one or two curly quotes or accents in a hundred bytes."""
_BINARY_SHARE = 0.02


def refuse_other_formats(data: bytes, *, origin: str) -> None:
    """Raise NotText for what begins like an image, an archive, a PDF; EmptyInput for nothing at all."""
    if not data:
        message = f"is empty; expected {EXPECTED}"
        raise EmptyInput(message, origin=origin)
    name = next((name for start, name in KNOWN_BYTES if data.startswith(start)), None)
    if data[_FILM] == b"ftyp":
        name = "a film or an HEIC image"
    if name and not (name.startswith(("an MP3", "a sound", "an Ogg", "a bzip2")) and _is_plain(data)):
        raise _not_text(data, found=f"looks like {name}", origin=origin)


def decode(data: bytes, *, charset: str | None = None, origin: str = "") -> str:
    """Give the text that the bytes write: by byte order mark, UTF-8, what they declare, likelihood."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(name, errors="replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, errors="replace")
    if NUL in data:
        found = f"holds a NUL, as text never does, at byte {data.index(NUL)}"
        raise _not_text(data, found=found, origin=origin)
    text = _decode_bytes(data, charset)
    if text is None or len(_CONTROLS.findall(text[:_SAMPLE])) > _BINARY_SHARE * len(text[:_SAMPLE]):
        raise _not_text(data, found="is text in no encoding that we know", origin=origin)
    return text


def clean_text(text: str) -> str:
    r"""Make line ends "\n", and take out what no graph can hold, one character for one.

    Control characters become blanks; NUL, halves of surrogate pairs and the two non-characters
    become U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("\ufffd", _CONTROLS.sub(" ", text))


def _decode_bytes(data: bytes, charset: str | None) -> str | None:
    match = _DECLARED.search(data[:_SAMPLE])
    declared = (match[1] or match[2]).decode("ascii") if match else None
    names = [name for one in (charset, declared) if (name := _codec(one))]
    by_escapes = [name for name in names if _BY_ESCAPES.match(name)]
    # Whatever they declare: bytes that are good UTF-8 are UTF-8, since chance hardly makes such bytes.
    for name in (*by_escapes, "utf-8", *names):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return _mixed(data) or _likely(data)


def _codec(label: str | None) -> str | None:
    try:
        name = codecs.lookup((label or "").strip("\"' ")).name
    except LookupError:
        return None
    if not _HONOURED.fullmatch(name):
        return None
    return "cp1252" if name in _WESTERN else name


def _mixed(data: bytes) -> str | None:
    """Read UTF-8 with strewn-in Windows-1252, as pasting leaves it; None if UTF-8 does not prevail."""
    text = data.decode("utf-8", errors="surrogateescape")
    stray = sum("\udc80" <= letter <= "\udcff" for letter in text)
    good = sum(letter > "\x7f" for letter in text) - stray
    if good < stray:
        return None
    return re.sub("[\udc80-\udcff]", lambda one: _western(ord(one[0]) - 0xDC00), text)


def _western(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="replace")


def _likely(data: bytes) -> str | None:
    sample = data[: 16 * _SAMPLE]
    if len(sample) - len(sample.translate(None, _HIGH_BYTES)) < _FEW * len(sample):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    best = from_bytes(data).best()
    return str(best) if best else None


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every other byte of Western text is zero then."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if len(zeros) > 1 and zeros.count(0) > len(zeros) * 0.7 and not others.count(0):
            return name
    return None


def _is_plain(data: bytes) -> bool:
    """Tell whether the first bytes are letters after all: a story may begin with "RIFF" or "BZh"."""
    return data[:64].translate(None, _BINARY_BYTES) == data[:64]


def _not_text(data: bytes, *, found: str, origin: str) -> NotText:
    first = data[:4].hex(" ").upper()
    return NotText(f"{found} (first bytes {first}); expected {EXPECTED}", origin=origin)
