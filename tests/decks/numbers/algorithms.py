"""What the general algorithms calculate; a question is named by its beginning."""

from math import ceil, log2
from typing import Final

from decks.figures import Figures

FIGURES: Final = {
    "Training runs were made with rising batch sizes": Figures(
        said="calls: <calls> for a million sizes",
        so=lambda: {"calls": ceil(log2(1_000_001))},
    ),
}
