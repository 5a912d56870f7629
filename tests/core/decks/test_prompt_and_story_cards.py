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


def test_contents_links_and_badges_are_no_prompts():
    deck = read("""
        ---
        cards: prompts
        ---
        # Design
        - [![build](a.svg)](b)
        - [Feeds](#feeds)
          - [Ranking](#ranking)
        - [Fraud](#fraud) <br>
        - [A book](https://a.b)
        - [Rank a feed](https://a.b) for a shop
        - [Find fraud](#x)

          - asks for the goal
        """)
    assert faces(deck) == [
        ("[Rank a feed](https://a.b) for a shop", ""),
        ("[Find fraud](#x)", "  - asks for the goal"),
    ]
    assert mistakes(deck) == [(9, "a list item that is only a link is no prompt")]


def test_a_heading_above_the_contents_is_no_prompt():
    deck = read("""
        ---
        cards: prompts
        ---
        ## Contents
        - [Rank a feed](#rank-a-feed)
        - [Find fraud](#find-fraud)

        ## Rank a feed
        [Rubric](#rubric)

        ## Find fraud

        [⬆ Back to top](#contents)
        """)
    assert [card.front for card in deck.cards] == ["Rank a feed", "Find fraud"]
    assert not deck.problems


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
