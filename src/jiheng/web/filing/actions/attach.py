"""Attach (上传附件): a proof beside a table, by kind, kept as bytes; a stamped scan is bound to the revision that was printed."""

from attrs import frozen

from jiheng.errors import NotEnough
from jiheng.web.filing.doing import doing
from jiheng.web.filing.filings import Attachment
from jiheng.web.filing.tables import digest_of
from jiheng.web.organizations.acting import Actor

LARGEST = 20 * 1024 * 1024
BEGINNINGS = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"II*\x00", b"MM\x00*")
"""How the files begin that are taken: PDF, Office and OFD, PNG, JPEG, old Office, TIFF."""


@frozen(eq=False)
class Proof:
    """A file that proves something."""

    kind: Attachment.Kind
    name: str
    content: bytes


def attach(actor: Actor, filing_id: int, proof: Proof) -> Attachment:
    """Keep the file beside the table. Raises NotEnough for one that is empty, too large, or of a kind that is not taken."""
    _demand_fit(proof)
    deed = "stamp" if proof.kind is Attachment.Kind.STAMPED else "attach"
    with doing(actor, deed, filing_id) as under_way:
        filing = under_way.filing
        printed = filing.handed.revision if filing.handed is not None else filing.revision
        made = Attachment.objects.create(
            filing=filing,
            kind=proof.kind,
            name=proof.name[:255],
            body=proof.content,
            digest=digest_of(proof.content),
            size=len(proof.content),
            revision=printed if proof.kind is Attachment.Kind.STAMPED else None,
            by=actor.person,
        )
        under_way.note(after={"attachment": made.name, "kind": made.kind, "digest": made.digest})
    return made


def _demand_fit(proof: Proof) -> None:
    if not proof.content or len(proof.content) > LARGEST:
        raise NotEnough(
            f"{proof.name}：文件为空或超过 20 MB，没有上传。附件应在 20 MB 以内；请压缩或拆分后再传。",
            f"{proof.name}: empty, or more than 20 MB; make it smaller or split it, then send it again.",
        )
    if not proof.content.startswith(BEGINNINGS):
        raise NotEnough(
            f"{proof.name}：不是可接收的格式。附件应为 PDF、图片、Word、Excel 或 OFD；请另存后再传。",
            f"{proof.name}: not a kind that is taken; PDF, pictures, Word, Excel and OFD are: save it as one of them.",
        )
