"""What the rubrics of the design prompts calculate; a prompt is named by its beginning."""

from math import sqrt
from typing import Final

from decks.figures import Figures, Rough

DAY: Final = 86400

FIGURES: Final = {
    "Design a spam filter for an e-mail service with 2 billion messages": Figures(
        said="about <a_second> messages a second",
        so=lambda: {"a_second": Rough(2e9 / DAY, 2)},
    ),
    "Design search by image for a shop: a photo in, similar products out of 20": Figures(
        said="<millions> million vectors of <width> numbers of <bytes> bytes are <gb> GB",
        so=lambda millions, width, bytes: {"gb": millions * width * bytes / 1e3},  # noqa: A006
        known={"millions": "the prompt"},
    ),
    "Design a system that forecasts the demand for 100,000 products in 500": Figures(
        said="<millions> million series, most of them zeros",
        so=lambda: {"millions": 100_000 * 500 / 1e6},
    ),
    "Design the detection of duplicate listings": Figures(
        said=r"All pairs of <millions> million listings are about $<times> \cdot 10^{15}$",
        so=lambda millions: {"times": millions * 1e6 * (millions * 1e6 - 1) / 2 / 1e15},
    ),
    "Design a feature platform": Figures(
        said="<rate> requests a second × <features> features is <millions> million values",
        so=lambda rate, features: {"millions": rate * features / 1e6},
    ),
    "Design the evaluation of an assistant": Figures(
        said="With <tasks> tasks at <passed> per cent the standard error is <error> points",
        so=lambda tasks, passed: {"error": sqrt(passed * (100 - passed) / tasks)},
    ),
}
