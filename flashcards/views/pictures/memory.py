"""How a card is forgotten, as a picture."""

from flashcards.services.decks.forgetting import ForgettingCurve
from flashcards.views.html import Html
from flashcards.views.pictures.charts import Plotted, curve
from flashcards.views.text import percent


def memory_picture(found: ForgettingCurve) -> Html:
    """Recall over the days since the first answer, each answer a dot, and today."""
    points = [Plotted(*one) for one in found.points]
    answers = [
        Plotted(*where, f"answered {grade}, {where.days:.0f} days after the first")
        for where, grade in found.answers
    ]
    said = f"Recall is {percent(found.today.recall)} today"
    marks = [*answers, Plotted(*found.today, said)]
    if found.due is not None and found.due.days > found.today.days:
        expected = f"due, recall {percent(found.due.recall)}"
        marks.append(Plotted(*found.due, expected))
        said = f"{said} and {percent(found.due.recall)} on the due day"
    return curve(points, marks, said)
