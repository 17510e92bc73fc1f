"""Documents → declarations: finds the target tables in a document and says what each of them says, with every mend."""

from jiheng.reading.reading import Reading, read_document

__all__ = ["Reading", "read_document"]
