"""A picture as a file of its own, with the colours that a page's style sheet gives it."""

from typing import Final

from flashcards.views.html import Html

_STYLE: Final = """\
<style>
svg{background:#fbfaf8;font:11px system-ui,sans-serif}text{fill:#666b73}
.axis{stroke:#dcd9d3}.bar{fill:#1f5fa8}.marked{fill:#23703c}.line{stroke:#1f5fa8;stroke-width:2}
.dot{fill:#1f5fa8}.none{fill:#e9e6e0}
.shade0{fill:#bcd3ee}.shade1{fill:#82aede}.shade2{fill:#4680c0}.shade3{fill:#1b4f8a}
@media(prefers-color-scheme:dark){svg{background:#16181c}text{fill:#9aa0a8}.axis{stroke:#33373e}
.bar,.dot{fill:#5b97d8}.line{stroke:#5b97d8}.marked{fill:#7fc894}.none{fill:#25292f}
.shade0{fill:#1f3a58}.shade1{fill:#2c5f97}.shade2{fill:#4e8fd6}.shade3{fill:#a5cdf7}}
</style>"""


def as_file(picture: Html) -> str:
    """The text of an SVG file."""
    head, _, rest = picture.text.partition(">")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>{_STYLE}{rest}\n'
