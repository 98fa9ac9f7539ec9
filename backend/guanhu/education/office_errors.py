"""Refusals about modules an office writes itself."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class ContentRefused(Refusal):
    """A file of the module is not as it must be. Facts: ``file``, ``line``, ``reason``.

    What it quotes is the module's own text, which is about nobody.
    """

    code = "CONTENT_REFUSED"


class ModuleNotOpen(Refusal):
    """Only a draft or a returned version is changed or handed in. Facts: ``state``."""

    code = "MODULE_NOT_OPEN"


class ModuleNotSubmitted(Refusal):
    """Only what was handed in is published or returned. Facts: ``state``."""

    code = "MODULE_NOT_SUBMITTED"


class ModuleNotPublished(Refusal):
    """Only a published module that is not retired is retired."""

    code = "MODULE_NOT_PUBLISHED"


class NothingImported(Refusal):
    """No question of the bank could be taken over. Facts: ``refused``."""

    code = "NOTHING_IMPORTED"
