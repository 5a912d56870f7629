"""What the exercises with data calculate; a question is named by its beginning."""

from typing import Final

from decks.figures import Figures

FIGURES: Final = {
    "NumPy, without a loop over rows.": Figures(
        said="for n = <n>, k = <k> and d = <d> it takes <gb> GB in double precision",
        so=lambda n, k, d: {"gb": n * k * d * 8 / 1e9},
    ),
}
