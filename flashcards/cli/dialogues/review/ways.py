"""How a learner wants a session held."""

from typing import NamedTuple


class Ways(NamedTuple):
    """Line by line; with two grades alone; with answers that are typed."""

    plain: bool = False
    binary: bool = False
    typed: bool = False
