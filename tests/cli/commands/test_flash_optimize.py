"""`flash optimize` as it is typed."""

import csv
import io
import re
from dataclasses import replace

import pytest
from collections_on_disk import deck, ids, opened
from learned import learned, written
from running import failed, flash, ok

from flashcards.core.rating import Rating
from flashcards.errors.parameters import TooFewReviews
from flashcards.services.log.rebuild import rebuild

KEYS = [
    *("reviews", "seen", "in_use", "fitted", "splits", "adopted", "reason", "dry_run"),
    *("rescheduled", "moved", "parameters_in_use", "parameters"),
    *("weight", "later_gain", "unseen_cards"),
]
FIGURES = ["log_loss", "rmse_bins", "auc", "reviews"]


@pytest.fixture
def studied(root, monkeypatch):
    """Two hundred cards, answered eight times and more; it is the day after the last answer."""
    deck(root, "".join(f"Q: number {n}?\nA: {n}\n\n" for n in range(200)), "numbers.md")
    with opened(root) as collection:
        written(collection, learned(ids(collection)[-200:]))
        rebuild(collection)
    monkeypatch.setenv("FLASH_NOW", "2027-02-10T08:00:00Z")
    return root


@pytest.fixture
def answered_today(root):
    """One answer: nothing to fit to."""
    ok("answer", "maths:5", 3)
    return root


def test_better_parameters_are_adopted_and_the_figures_shown(studied):
    lines = ok("optimize").lines
    assert lines[0].split() == ["parameters", "log", "loss", "RMSE(bins)", "AUC", "reviews"]
    assert [line[:10].strip() for line in lines[1:3]] == ["in use", "fitted"]
    assert re.fullmatch(r"in use +0\.\d{4} +0\.\d{4}  0\.\d{4} +1,330", lines[1])
    said = "Adopted: on reviews they had not seen, the fitted parameters predict better."
    assert lines[3:5] == ["", said]
    gained = r"On cards they had not seen they gained 0\.\d{4} of log loss, give or take 0\.\d{4}\."
    assert re.fullmatch(gained, lines[5])
    assert lines[6] == "Weight of your own answers: 0.62; the rest is the library's parameters."
    assert re.fullmatch(r"\d+ due days moved; `flash optimize --revert` goes back\.", lines[7])
    assert max(map(len, lines)) <= 80


def test_json_has_its_keys_in_their_order(studied):
    done = ok("optimize", "--json").json
    assert list(done) == KEYS
    assert list(done["in_use"]) == list(done["fitted"]) == FIGURES
    assert [list(split) for split in done["splits"]] == [["trained_on", "in_use", "fitted"]] * 5
    assert (done["adopted"], done["reason"], done["dry_run"]) == (True, "better", False)
    assert (done["reviews"], done["seen"], done["parameters_in_use"]) == (1_600, 0, None)
    assert len(done["parameters"]) == 21
    assert done["weight"] == pytest.approx(1_600 / 2_600, abs=1e-6)
    assert list(done["later_gain"]) == list(done["unseen_cards"]["gain"]) == ["mean", "error"]
    assert list(done["unseen_cards"]) == ["in_use", "fitted", "gain"]
    assert done["unseen_cards"]["fitted"]["reviews"] == 1_600
    assert ok("optimize", "--json").json["parameters_in_use"] == done["parameters"]


def test_csv_has_a_row_for_each_set_of_parameters(studied):
    rows = list(csv.DictReader(io.StringIO(ok("optimize", "--format", "csv", "--dry-run").out)))
    assert [list(row) for row in rows] == [["parameters", *FIGURES]] * 2
    assert [row["parameters"] for row in rows] == ["in use", "fitted"]


def test_a_dry_run_says_what_would_be_and_does_nothing(studied):
    lines = ok("optimize", "--dry-run").lines
    assert lines[4].startswith("They would be adopted: on reviews they had not seen")
    assert len(lines) == 7
    assert ok("optimize", "--json").json["parameters_in_use"] is None


def test_what_is_no_better_is_not_adopted_and_it_is_said_why(studied):
    ok("optimize")
    lines = ok("optimize").lines
    assert lines[4:6] == [
        "Not adopted: the fitted parameters predict no better than those in use.",
        "Those in use were fitted on 1,330 of the reviews they are judged on.",
    ]
    assert lines[6].startswith("On cards they had not seen they lost 0.0")


def test_due_days_follow_when_asked_to(studied):
    ok("optimize")
    assert ok("optimize", "--reschedule").lines[-1] == "0 due days moved."


def test_revert_goes_back_and_says_to_what(studied):
    ok("optimize")
    lines = ok("optimize", "--revert").lines
    assert lines[0] == "The parameters adopted on 10 February 2027 are taken back."
    assert re.fullmatch(r"In use again are the usual ones; \d+ due days moved\.", lines[1])
    assert failed("optimize", "--revert").startswith("You use the usual parameters")


def test_revert_as_json(studied):
    ok("optimize")
    done = ok("optimize", "--revert", "--json").json
    assert list(done) == ["adopted_at", "parameters", "moved"]
    assert (done["adopted_at"], done["parameters"]) == ("2027-02-10T08:00:00Z", None)


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--reschedule",), ("--json",)])
def test_too_few_reviews_say_how_many_there_are_and_how_many_it_takes(answered_today, options):
    said = failed("optimize", *options)
    assert said.startswith("There are 0 reviews that came a day or more after the one before")
    assert "your own parameters need 1,000" in said
    assert "1,000 more are needed" in said


@pytest.mark.parametrize(
    ("scored", "there", "more"),
    [(1, "There is 1 review that", "999 more are"), (999, "There are 999 reviews", "1 more is")],
)
def test_one_review_is_counted_as_one(scored, there, more):
    said = str(TooFewReviews(scored, 1_000))
    assert said.startswith(there)
    assert f"Go on reviewing: {more} needed." in said


def test_an_empty_log_is_too_few_reviews(root):
    assert "There are 0 reviews" in failed("optimize")


@pytest.mark.parametrize("options", [("--dry-run",), ("--reschedule",)])
def test_revert_with_what_belongs_to_fitting_is_wrong_usage(root, options):
    ran = flash("optimize", "--revert", *options)
    assert (ran.code, ran.out) == (2, "")
    assert "--revert stands alone" in ran.err


def test_a_grade_that_never_came_leaves_a_dash_for_auc(root, monkeypatch):
    deck(root, "".join(f"Q: number {n}?\nA: {n}\n\n" for n in range(200)), "numbers.md")
    with opened(root) as collection:
        known = learned(ids(collection)[-200:])
        written(collection, [replace(one, rating=Rating.GOOD) for one in known])
    monkeypatch.setenv("FLASH_NOW", "2027-02-10T08:00:00Z")
    assert "     –  " in ok("optimize", "--dry-run").lines[1]
    assert ok("optimize", "--dry-run", "--json").json["fitted"]["auc"] is None


def test_a_revert_undone_is_told(studied):
    ok("optimize")
    ok("optimize", "--revert")
    assert ok("undo").out == "Undone: the return to the parameters before\n"
