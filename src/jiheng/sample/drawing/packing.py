"""Packing (打包): members of a zip archive to bytes, the same bytes for the same members."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(members: Mapping[str, str]) -> bytes:
    """A zip archive of XML members in the given order; `mimetype`, where there is one, is stored plain."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in members.items():
            info = ZipInfo(name)
            if name != "mimetype":
                info.compress_type = ZIP_DEFLATED
            archive.writestr(info, text if name == "mimetype" else HEAD + text)
    return out.getvalue()
