"""Why the page on this machine cannot be shown."""

from flashcards.errors.base import FlashError


class PortTaken(FlashError):
    """Something listens there already, or it may not be taken."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(
            f"Port {port} cannot be used ({reason}): end what runs there, or give another one with"
            " --port, such as --port 0 for any that is free."
        )


class NotLoopback(FlashError):
    """An address that others could reach."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host!r} is not this machine's own address: the page is for this machine alone, so"
            " leave --host out, or give 127.0.0.1, localhost or ::1."
        )
