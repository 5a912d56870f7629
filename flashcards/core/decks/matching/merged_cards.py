"""The cards that a merge of two texts touched, by what became of them."""

from typing import NamedTuple


class MergedCards(NamedTuple):
    """What the cards ask that a merge touched, each card in the one that tells its fate."""

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
