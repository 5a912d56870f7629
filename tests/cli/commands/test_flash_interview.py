"""`flash interview`: the cycle of real interviews. Today is Monday, 5 January 2026."""

import csv
import io
import shlex
from dataclasses import fields

import pytest
from collections_on_disk import deck
from hypothesis import example, given
from hypothesis import strategies as st
from machines import examples
from running import failed, flash, ok

from flashcards.views.preparation.interviews.cycle import InterviewRow

pytestmark = pytest.mark.usefixtures("root")


@pytest.fixture
def rounds():
    """A warm-up in three days, the favourite in ten, another in 20."""
    ok("interview", "add", "Beta", "phone screen", "+3", "--rank", "warm-up")
    ok("interview", "add", "Acme", "onsite", "2026-01-15", "--rank", "favourite")
    ok("interview", "add", "Gamma", "onsite", "2026-01-25")


def rows(*keys):
    """Those values of each round, by day."""
    return [tuple(row[key] for key in keys) for row in ok("interview", "--json").json]


def test_without_an_interview_it_says_how_to_note_one():
    said = "No interview yet. Note one: flash interview add Acme onsite 2027-01-15\n"
    assert ok("interview").out == said
    assert ok("interview", "--json").json == []
    assert ok("interview", "--format", "csv").out.startswith("id,company,round,on,days_left,")


def test_the_cycle_is_a_table_with_rest_days(rounds):
    assert ok("interview").lines == [
        "3 interviews ahead, the next one in 3 days.",
        "",
        "Day              In        Rest    Company           Round",
        "Thu 08 Jan 2026  3 days    Wed 07  Beta              phone screen      warm-up",
        "Thu 15 Jan 2026  10 days   Wed 14  Acme              onsite            favourite",
        "Sun 25 Jan 2026  20 days   Sat 24  Gamma             onsite",
    ]


def test_json_and_csv_have_the_same_keys(rounds):
    names = [field.name for field in fields(InterviewRow)]
    for row in ok("interview", "--json").json:
        assert list(row) == names
    written = list(csv.DictReader(io.StringIO(ok("interview", "--format", "csv").out)))
    assert [list(row) for row in written] == [names] * 3
    assert (written[0]["company"], written[0]["on"]) == ("Beta", "2026-01-08")


def test_a_round_is_noted_with_its_rest_day():
    said = ok("interview", "add", "Acme", "onsite", "2026-01-15").out
    assert said == (
        "Acme (onsite) is on Thu 15 January 2026, in 10 days. Rest on Wed 14 January.\n"
    )
    assert ok("interview", "add", "Beta", "phone", "today").lines[0].endswith("today.")
    assert ok("interview", "add", "Zeta", "phone", "tomorrow").lines[-1].startswith("No rest day")


def test_a_second_round_is_at_the_company_as_it_was_written_and_of_its_rank(rounds):
    ok("interview", "add", " ACME ", "team  match", "2026-02-15")
    assert rows("company", "round", "rank")[-1] == ("Acme", "team match", "favourite")
    ok("interview", "add", "acme", "chat", "2026-02-20", "--rank", "ordinary")
    assert {rank for company, rank in rows("company", "rank") if company == "Acme"} == {"ordinary"}


def test_an_order_that_is_not_wise_is_told():
    said = ok("interview", "add", "Acme", "onsite", "+5", "--rank", "favourite")
    advice = "Your favourite, Acme, is first: put 1 or 2 warm-ups before it."
    assert said.lines[1:] == ["", advice]
    assert ok("interview").lines[-1] == advice
    ok("interview", "add", "Beta", "phone", "+3", "--rank", "warm-up")
    assert "favourite," not in ok("interview").out


def test_advice_is_said_with_the_round_that_makes_it_true_and_not_again():
    ok("interview", "add", "Beta", "phone", "+3", "--rank", "warm-up")
    ok("interview", "add", "Gamma", "onsite", "+6")
    said = ok("interview", "add", "Acme", "onsite", "+20", "--rank", "favourite").out
    assert "Your favourite, Acme, is last" in said
    assert "favourite" not in ok("interview", "add", "Beta", "onsite", "+9").out
    assert "favourite" not in ok("interview", "move", "gamma", "+12").out
    assert "Your favourite, Acme, is last" in ok("interview").out


def test_a_round_is_moved_and_undone(rounds):
    said = ok("interview", "move", "acme", "2026-01-16").out
    assert said.startswith("Acme (onsite) is on Fri 16 January 2026, in 11 days.")
    assert rows("on")[1] == ("2026-01-16",)
    assert ok("undo").out == "Undone: the move of the interview at Acme to 16 January 2026\n"
    assert rows("on")[1] == ("2026-01-15",)


def test_a_round_is_removed_and_undone(rounds):
    assert ok("interview", "remove", "gam").out == (
        "Gamma (onsite) is removed; `flash undo` takes it back.\n"
    )
    assert len(rows("id")) == 2
    assert ok("undo").out == "Undone: the removal of an interview\n"
    assert len(rows("id")) == 3


def test_a_round_that_was_held_may_be_removed_too(rounds, now):
    now(day=9)
    ok("interview", "remove", "beta")
    assert [company for (company,) in rows("company")] == ["Acme", "Gamma"]


def test_of_a_round_held_and_one_ahead_the_one_ahead_is_removed(rounds, now):
    ok("interview", "add", "Beta", "onsite", "2026-02-01")
    now(day=9)
    assert ok("interview", "remove", "beta").out.startswith("Beta (onsite) is removed")
    assert ok("interview", "remove", "beta").out.startswith("Beta (phone screen) is removed")


def test_every_act_is_undone(rounds, now):
    now(day=9)
    ok("interview", "outcome", "beta", "passed")
    ok("interview", "asked", "beta", "Why us?")
    ok("interview", "ask", "acme", "How?")
    ok("interview", "offer", "beta")
    assert [ok("undo").out.removeprefix("Undone: ").rstrip() for _ in range(5)] == [
        "the offer to be answered by 20 January 2026",
        "the note of a question (How?)",
        "the note of a question (Why us?); it stays in asked.md",
        "the outcome of an interview (passed)",
        "the interview at Gamma on 25 January 2026",
    ]
    assert rows("outcome", "answer_by", "asked", "to_ask") == [(None, None, [], [])] * 2


def test_the_outcome_is_asked_for_told_and_told_again(rounds, now):
    now(day=9)
    assert ok("interview").lines[-2:] == [
        "How did Beta (phone screen) go: passed, failed or waiting?",
        "  Next: flash interview outcome Beta passed",
    ]
    assert ok("interview", "outcome", "beta", "waiting").out == "Beta (phone screen): waiting.\n"
    ok("interview", "outcome", "beta", "passed", "--note", "kind people")
    assert rows("outcome", "note")[0] == ("passed", "kind people")
    assert ok("interview").lines[3].endswith("phone screen      passed")
    ok("interview", "outcome", "beta/phone", "failed")
    assert rows("outcome", "note")[0] == ("failed", "kind people")


def test_after_a_failure_the_cooldown_is_told_and_later_recalled(rounds, now):
    now(day=9)
    assert ok("interview", "outcome", "beta", "failed").out == (
        "Beta (phone screen): failed.\n"
        "Keep what they asked (flash interview asked) and practise it. Apply to Beta\n"
        "again after its cooldown of 6 to 12 months: from 08 July 2026, at the latest\n"
        "from 08 January 2027.\n"
    )
    assert rows("reapply_from", "reapply_to")[0] == ("2026-07-08", "2027-01-08")
    assert "cooldown" not in ok("interview").out


def test_the_cooldown_is_recalled_from_six_months_on():
    ok("interview", "add", "Beta", "phone", "2025-07-05", "--held")
    ok("interview", "outcome", "beta", "failed")
    assert ok("interview").lines == [
        "No interview ahead, 1 behind you.",
        "",
        "Day              In        Rest    Company           Round",
        "Sat 05 Jul 2025                    Beta              phone             failed",
        "",
        "Apply to Beta again after its cooldown of 6 to 12 months: from 05 January 2026,",
        "    at the latest from 05 July 2026.",
    ]


def test_one_may_withdraw_before_the_day(rounds):
    ok("interview", "outcome", "gamma", "withdrawn")
    assert rows("company", "outcome", "rest_on")[-1] == ("Gamma", "withdrawn", None)
    assert ok("interview").lines[0] == "2 interviews ahead, the next one in 3 days."


def test_what_took_place_may_be_noted_later():
    said = ok("interview", "add", "Acme", "onsite", "2025-12-20", "--held")
    assert said.lines == [
        "Acme (onsite) was on Sat 20 December 2025.",
        "How did it go: passed, failed or waiting?",
        "  Next: flash interview outcome Acme passed",
    ]
    ok("interview", "outcome", "acme", "passed")
    assert rows("days_left", "rest_on", "outcome") == [(-16, None, "passed")]


def test_questions_to_ask_are_shown_the_day_before_and_on_the_day(rounds, now):
    said = ok("interview", "ask", "beta", "How is  effect measured?").out
    assert said == (
        "Beta (phone screen): 1 question to ask them, shown from Wed 07 January 2026 on.\n"
    )
    assert "Ask them" not in ok("interview").out
    now(day=7)
    assert ok("interview").lines[-2:] == [
        "Rest today: Beta (phone screen) is tomorrow.",
        "  Ask them: How is effect measured?",
    ]
    now(day=8)
    assert ok("interview").lines[-2:] == [
        "Today: Beta (phone screen). Good luck.",
        "  Ask them: How is effect measured?",
    ]
    now(day=9)
    assert "Ask them" not in ok("interview").out


def test_a_question_of_theirs_becomes_a_prompt_for_mock_interviews(root, rounds, now):
    now(day=9)
    said = ok("interview", "asked", "beta", "Why\n us?").out
    assert said == "Beta (phone screen): kept as a prompt for mock interviews in asked.md.\n"
    ok("interview", "asked", "beta", "Why us?")
    ok("interview", "asked", "beta", "1. What is a stump?")
    assert (root / "asked.md").read_text() == (
        "---\ncards: prompts\n---\n\n## Why us?\n\n## 1. What is a stump?\n"
    )
    prompts = ok("list", "kind:prompt", "--json").json
    assert [row["front"] for row in prompts] == ["Why us?", "What is a stump?"]
    assert rows("asked")[0] == (["Why us?", "1. What is a stump?"],)


def test_a_prompt_goes_where_the_decks_own_form_takes_it(root, rounds, now):
    now(day=9)
    front = "---\ncards: prompts\n---\n"
    deck(root, f"{front}- One?\n", "design/list.md")
    deck(root, f"{front[:-4]}level: 3\n---\n# Design\n### One more?\n", "design/deep.md")
    for name in ("design/list", "design/deep.md", "design/new"):
        ok("interview", "asked", "beta", f"Rank {name}?", "-d", name)
    assert (root / "design/list.md").read_text().endswith("- One?\n\n- Rank design/list?\n")
    assert (root / "design/deep.md").read_text().endswith("\n\n### Rank design/deep.md?\n")
    assert {row["area"] for row in ok("list", "kind:prompt", "--json").json} == {"design"}


def test_a_question_with_an_answer_becomes_a_card(rounds, now):
    now(day=9)
    said = ok("interview", "asked", "beta", "What is a stub?", "--answer", "A tree of one.").out
    assert said == "Beta (phone screen): kept as a card in theory/asked-cards.md.\n"
    (row,) = ok("list", "stub", "--json").json
    assert (row["kind"], row["area"], row["back"]) == ("question", "theory", "A tree of one.")


def test_an_offer_is_answered_in_seven_business_days_or_by_a_day(rounds, now):
    now(day=9)
    assert ok("interview", "offer", "beta", "--what", "L5").out == (
        "Offer of Beta: answer by Tue 20 January 2026, in 7 business days. 5 to 7 are\n"
        "usual: ask for them. Say openly when you expect the other answers. Decide on\n"
        "that day, with what you know then.\n"
    )
    assert rows("outcome", "offer", "answer_by")[0] == ("offer", "L5", "2026-01-20")
    ok("interview", "offer", "beta", "--answer-by", "2026-01-12")
    answer = "Answer the offer of Beta by Mon 12 January 2026,"
    assert ok("interview").lines[-1] == f"{answer} in 1 business day."
    now(day=12)
    assert ok("interview").lines[-1] == f"{answer} today."
    now(day=13)
    assert ok("interview").lines[-2:] == [
        "Beta wanted an answer by Mon 12 January 2026: accepted or declined?",
        "  Next: flash interview outcome Beta accepted",
    ]
    ok("interview", "outcome", "beta", "accepted")
    assert "offer" not in ok("interview").out


def test_an_offer_without_a_date_asks_for_it(rounds, now):
    now(day=9)
    said = ok("interview", "outcome", "beta", "offer")
    assert said.lines[-1] == "By which day do they want an answer? Next: flash interview offer Beta"
    assert ok("interview").lines[-2:] == [
        "Beta made an offer: by which day do they want an answer?",
        "  Next: flash interview offer Beta",
    ]
    ok("interview", "offer", "beta")
    assert ok("interview", "outcome", "beta", "offer").lines == ["Beta (phone screen): offer."]


def test_show_tells_all_that_is_known_of_a_company(rounds, now):
    ok("interview", "ask", "beta", "How?")
    now(day=9)
    ok("interview", "asked", "beta", "Why us?")
    ok("interview", "offer", "beta", "--what", "L5, 700k over 4 years")
    ok("interview", "add", "beta", "chat", "2026-01-20")
    ok("interview", "outcome", "beta/phone", "failed", "--note", "too slow")
    assert ok("interview", "show", "be").lines == [
        "Beta · phone screen · Thu 08 January 2026 · warm-up · failed",
        "  too slow",
        "  Offer, to be answered by Tue 20 January 2026: L5, 700k over 4 years",
        "  Apply to Beta again after its cooldown of 6 to 12 months: from 08 July 2026,",
        "      at the latest from 08 January 2027.",
        "  They asked: Why us?",
        "  Ask them: How?",
        "",
        "Beta · chat · Tue 20 January 2026 · warm-up",
    ]
    ok("interview", "offer", "beta/phone")
    assert ok("interview", "show", "be").lines[2].endswith(" by Tue 20 January 2026")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("add Acme phone 2026-01-04", "2026-01-04 is past: give a day to come, or --held"),
        ("add Acme phone 2026-01-06 --held", "2026-01-06 is still to come: leave --held out."),
        ("add Acme phone 2036-01-01", "2036-01-01 is too far away"),
        ("add Acme phone 2016-01-01 --held", "2016-01-01 is too far away"),
        ("add Acme phone soon", "'soon' is no day"),
        ("add Acme phone 2026-02-30", "'2026-02-30' is no day"),
        ("add _ phone +3", "The company is empty: write some words."),
        ("add Acme _ +3", "The round is empty: write some words."),
        (
            "add acme ONSITE +3",
            "Acme/onsite is planned already, for 2026-01-15: `flash interview move`",
        ),
        ("move acme 2026-01-04", "2026-01-04 is past: give today or a day to come."),
        ("move acme 2036-01-01", "2036-01-01 is too far away"),
        ("move acme 2026-01-15", "Acme/onsite is planned already, for 2026-01-15"),
        ("move xyz +3", "There is no interview at 'xyz': see them with `flash interview`."),
        ("move acmee +3", "There is no interview at 'acmee': did you mean 'Acme'?"),
        ("remove _", "There is no interview at ' ': see them"),
        ("outcome acme passed", "Acme/onsite is on 2026-01-15, still to come: note how it went"),
        ("outcome acme offer", "Acme/onsite is on 2026-01-15, still to come"),
        ("offer acme", "Acme/onsite is on 2026-01-15, still to come"),
        ("asked acme Why?", "Acme/onsite is on 2026-01-15, still to come"),
        ("asked acme _", "The question is empty: write some words."),
        ("ask acme _", "The question is empty: write some words."),
        ("offer acme --answer-by 2026-01-04", "2026-01-04 is past: give today or a day to come."),
        ("offer acme --answer-by 2036-01-04", "2036-01-04 is too far away"),
        ("offer acme --answer-by maybe", "'maybe' is no day"),
        ("show zeta", "There is no interview at 'zeta'"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(root, rounds, words, said):
    before = ok("interview", "--json").out
    assert failed("interview", *(word.replace("_", " ") for word in words.split(" "))).startswith(
        said
    )
    assert ok("interview", "--json").out == before
    assert not (root / "asked.md").exists()


def test_a_name_for_several_rounds_asks_which(rounds, now):
    ok("interview", "add", "Acme", "team match", "2026-02-15")
    said = "'acme' can mean several interviews: say one of `Acme/onsite`, `Acme/team match`."
    assert failed("interview", "move", "acme", "+9") == said
    assert failed("interview", "remove", "acme") == said
    now(day=16)
    ok("interview", "add", "Acme", "extra", "today")
    assert "`Acme/onsite`, `Acme/extra`." in failed("interview", "outcome", "acme", "passed")
    ok("interview", "add", "Acrobat", "phone", "+3")
    assert "`Acrobat/phone`" in failed("interview", "show", "ac")


def test_of_several_rounds_held_the_one_without_an_outcome_is_meant(rounds, now):
    ok("interview", "add", "Beta", "onsite", "2026-01-12")
    now(day=13)
    ok("interview", "outcome", "beta/phone", "waiting")
    ok("interview", "outcome", "beta", "waiting")
    assert failed("interview", "outcome", "beta", "passed").startswith("'beta' can mean several")
    ok("interview", "outcome", "beta/onsite", "passed")
    ok("interview", "outcome", "beta", "passed")
    ok("interview", "outcome", "beta", "offer")
    told = dict(zip(rows("company", "round"), rows("outcome"), strict=True))
    assert told["Beta", "phone screen"] == ("passed",)
    assert told["Beta", "onsite"] == ("offer",)


def test_what_is_over_is_not_moved_and_has_no_questions_to_come(rounds, now):
    now(day=9)
    ok("interview", "outcome", "beta", "passed")
    said = "Beta/phone screen is over: add the next round with `flash interview add`."
    assert failed("interview", "move", "beta", "+9") == said
    assert failed("interview", "ask", "beta", "How?") == said
    assert "is planned already" in failed(
        "interview", "add", "beta", "phone screen", "2026-01-08", "--held"
    )
    ok("interview", "add", "beta", "phone screen", "2026-11-09")
    assert rows("company")[-1] == ("Beta",)


def test_a_deck_that_takes_no_prompts_is_told_and_left_alone(root, rounds, now):
    now(day=9)
    before = (root / "maths.md").read_text()
    said = failed("interview", "asked", "beta", "Why us?", "-d", "maths")
    assert (
        said
        == "maths.md takes no prompts: give a new deck, or one with `cards: prompts` at its top."
    )
    assert "outside the collection" in failed("interview", "asked", "beta", "q?", "-d", "../x")
    broken = ("--answer", "a\n---\nA: b", "-d", "new")
    assert "would change others" in failed("interview", "asked", "beta", "q?", *broken)
    assert (root / "maths.md").read_text() == before
    assert rows("asked")[0] == ([],)


@examples(4, thorough=10)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
@example("<!-- x -->")
@example("```")
@example("Q: a")
@example("## x ##")
@example("\x1b[2J")
def test_any_text_is_kept_as_a_question_or_refused_with_a_sentence(now, text):
    ok("interview", "add", "Acme", "onsite", "today")
    ran = flash("interview", "asked", "Acme", "--", text)
    assert ran.code in {0, 1}
    assert "\x1b" not in ran.out + ran.err
    assert "Traceback" not in ran.err
    ok("check")
    ok("interview", "remove", "acme")


@pytest.mark.parametrize(
    "words",
    ["add Acme onsite", "add Acme onsite +3 --rank best", "outcome acme great", "offer", "asked a"],
)
def test_wrong_usage_is_exit_code_2(words):
    ran = flash("interview", *words.split(" "))
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(
    "verb", ["add", "move", "remove", "outcome", "asked", "ask", "offer", "show"]
)
def test_every_verb_has_an_example_in_80_columns(verb):
    lines = ok("interview", verb, "--help").lines
    assert "  Example:" in lines
    assert max(map(len, lines)) <= 80


def test_long_names_stay_within_80_columns(now):
    name = "A very long company name that goes on and on " * 3
    for on in ("+1", "+2"):
        ok("interview", "add", f"{on} {name}", "the round after the round " * 3, on)
    ok("interview", "ask", "+1", "How? " * 30)
    for said in (ok("interview"), ok("interview", "show", "+1")):
        assert max(map(len, said.lines)) <= 80


def test_the_command_a_hint_ends_in_runs_as_it_stands(now):
    now(day=9)
    company = "The Society for the Advancement of Machines & Learning, London office"
    ok("interview", "add", company, "onsite", "2026-01-08", "--held")
    *_, hint = ok("interview").lines
    assert hint == f"  Next: flash interview outcome '{company}' passed"
    ok(*shlex.split(hint.replace("passed", "offer"))[2:])
    *_, hint = ok("interview").lines
    ok(*shlex.split(hint)[2:])
    assert rows("outcome", "answer_by") == [("offer", "2026-01-20")]
