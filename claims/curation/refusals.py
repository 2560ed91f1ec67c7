"""Why a correction is not made. Each message says the value, the rule and what to do."""


class CorrectionRefused(Exception):
    """The correction cannot be made. `field` names the value at fault, empty where none is; `code` the rule."""

    def __init__(self, message: str, *, field: str = "", code: str = "invalid") -> None:
        super().__init__(message)
        self.field = field
        self.code = code


class NotPermitted(CorrectionRefused):
    """This person may not correct claims."""


class ClaimMoved(CorrectionRefused):
    """The claim is not, or no longer, in the state that the correction takes: somebody was quicker, perhaps."""
