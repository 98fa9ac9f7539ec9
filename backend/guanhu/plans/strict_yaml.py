"""The strict reader of data files under the name it had here; it now lives in the kernel."""

from guanhu.kernel.strict_yaml import FileRefused as FileRefused  # noqa: PLC0414 - re-exported
from guanhu.kernel.strict_yaml import Given as Given  # noqa: PLC0414
from guanhu.kernel.strict_yaml import read as read  # noqa: PLC0414
