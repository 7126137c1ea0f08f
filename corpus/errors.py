"""The one tree of exceptions.

Every error says what happened, where, and what to do about it, in one line. Adapters around
libraries translate with ``raise ... from``; only the edges in ``ui/`` catch.
"""


class QuotedeskError(Exception):
    """Anything that a user or operator can mend.

    `what` says what happened, `where` names the file, folder or setting (may be empty), and
    `mend` says what to do. ``str()`` of it is always a single line.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what = what
        self.where = where
        self.mend = mend
        parts = [f"{where}: {what}" if where else what, mend[:1].upper() + mend[1:]]
        line = ". ".join(part.rstrip(".") for part in parts if part)
        super().__init__(" ".join(line.split()) + ("" if line.endswith("?") else "."))


class CorpusError(QuotedeskError):
    """A document, a manifest or a corpus folder that can't be read as it is."""


class StoreError(QuotedeskError):
    """An index that is missing, damaged, locked, or made with other settings."""


class OtherCorpusError(StoreError):
    """An index that would be replaced by other documents than it was made from."""


class ModelError(QuotedeskError):
    """An embedding model that is missing or isn't the one that was expected."""


class QuestionError(QuotedeskError):
    """A question (or a line of a batch) that can't be taken as it is."""


class IntegrityError(QuotedeskError):
    """A quote that is not a slice of the document that it cites. Never shown as an answer."""


class ReceiptError(QuotedeskError):
    """A saved receipt or annotation that can't be read as it is, or can't be saved."""


class PinError(QuotedeskError):
    """What staff chose as an answer that can't be read as it is, or can't be kept."""


class ConfigError(QuotedeskError):
    """A setting that is unknown or has a value of the wrong form."""


class ServeError(QuotedeskError):
    """The desk can't be served: a taken port, for one."""


class LedgerError(QuotedeskError):
    """The ledger of what was asked can't be opened."""


class BackupError(QuotedeskError):
    """A backup that can't be made, or can't be put back."""


class FetchError(QuotedeskError):
    """A website that can't be fetched as it is: not reached, not allowed, or busy."""


class ClusterError(QuotedeskError):
    """Workers on many machines that aren't there, or can't do what they are to do."""
