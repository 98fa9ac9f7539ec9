"""Refusals about attachments."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class AttachmentTooLarge(Refusal):
    """The file is larger than one attachment may be. Facts: ``most_megabytes``."""

    code = "ATTACHMENT_TOO_LARGE"


class AttachmentTypeNotAllowed(Refusal):
    """The content is none of the types that are kept, whatever its name says."""

    code = "ATTACHMENT_TYPE_NOT_ALLOWED"


class AttachmentUnreadable(Refusal):
    """The content begins like one of the types and does not read as it. Facts: ``type``."""

    code = "ATTACHMENT_UNREADABLE"


class CaseAttachmentsFull(Refusal):
    """A file is sealed as one bundle, so what one case holds has an end.

    Facts: ``most_megabytes``.
    """

    code = "CASE_ATTACHMENTS_FULL"
