"""`cards: prompts` and `cards: stories`."""

from core.decks.deck_text import faces, mistakes, read

from flashcards.core.card import Kind


def test_each_heading_of_the_level_is_a_prompt_with_its_rubric():
    deck = read("""
        ---
        cards: prompts
        level: 3
        ---
        # Design
        ## Feeds
        ### 1. **Rank a feed**
        - asks for the goal
        #### Deeper
        ### Without rubric
        ## Other
        1. ### In an item
        """)
    assert {card.kind for card in deck.cards} == {Kind.PROMPT}
    assert faces(deck) == [
        ("Rank a feed", "- asks for the goal\n#### Deeper"),
        ("Without rubric", ""),
        ("In an item", ""),
    ]
    assert deck.cards[0].breadcrumb == ("Design", "Feeds")


def test_without_such_headings_each_top_level_item_is_a_prompt():
    deck = read("""
        ---
        cards: prompts
        ---
        # Design
        - [ ] Rank a feed

          - asks for the goal
        1. ### Find fraud
           text
        -
        Q: tagged
        A: b
        - in the answer
        """)
    assert faces(deck) == [
        ("Rank a feed", "  - asks for the goal"),
        ("Find fraud", "   text"),
        ("tagged", "b\n- in the answer"),
    ]
    assert mistakes(deck) == [(10, "empty question")]


def test_a_prompt_needs_a_question_and_no_tagged_cards_below():
    deck = read("---\ncards: prompts\n---\n##\ntext\n## a\nQ: b\nA: c\n## d\n")
    assert mistakes(deck) == [(4, "empty question")]
    assert [card.front for card in deck.cards] == ["b", "d"]


def test_each_heading_of_the_level_is_a_story_with_its_parts():
    deck = read("""
        ---
        cards: stories
        ---
        # Mine
        ## The model that failed
        ### Situation
        text
        ### Learning
        more
        ## Empty
        ##
        text
        ## With tags
        Q: a
        A: b
        """)
    story, tagged = deck.cards
    assert (story.kind, story.front) == (Kind.STORY, "The model that failed")
    assert story.back == "### Situation\ntext\n### Learning\nmore"
    assert story.breadcrumb == ("Mine",)
    assert tagged.kind == Kind.QUESTION
    assert mistakes(deck) == [(10, "empty story"), (11, "story without a title")]
