"""What is offered first at a door, by what helped there before: the rule, its edges, what always holds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.journals import Entry, by_dice, kept, used
from voiceground.journal.helping import LEAST_OFFERS, Felt, order, tallies, uses
from voiceground.journal.reading import KeptSession

DOOR = "panicky"
USUAL = ("a", "b", "c")


def told(*words: str, tool: str) -> list[KeptSession]:
    """One session after the other in which a tool was used and this was said of it."""
    return [kept(used(DOOR, tool, word), day=day) for day, word in enumerate(words)]


def offered(sessions: Sequence[KeptSession], tools: Sequence[str] = USUAL) -> tuple[str, ...]:
    return order(sessions, {DOOR: tools})[DOOR]


class TestTheRule:
    @pytest.mark.parametrize(
        ("what", "sessions", "expected"),
        [
            ("nothing is known", [], "abc"),
            ("once is too little", told("better", tool="c"), "abc"),
            ("twice better comes first", told("better", "better", tool="c"), "cab"),
            ("the same moves nothing", told("same", "same", tool="c"), "abc"),
            ("as often worse as better moves nothing", told("worse", "better", tool="c"), "abc"),
            ("more often worse goes last, and is offered", told("worse", "worse", "better", tool="a"), "bca"),
            ("worse the last time is left out", told("better", "better", "worse", tool="c"), "ab"),
            ("worse the only time is left out", told("worse", tool="a"), "bc"),
            (
                "a tie keeps the usual order",
                told("better", "better", tool="c") + told("better", "better", tool="b"),
                "bca",
            ),
            (
                "more often better goes before less often",
                told("better", "same", tool="b") + told("better", "better", tool="c"),
                "cba",
            ),
        ],
    )
    def test_in_words(self, what: str, sessions: list[KeptSession], expected: str) -> None:
        assert "".join(offered(sessions)) == expected, what

    def test_among_equals_the_further_the_number_went_down_the_further_forward(self) -> None:
        sessions = [kept(used(DOOR, "b", before=7, after=6), day=day) for day in range(3)]
        sessions += [kept(used(DOOR, "c", before=7, after=4), day=day) for day in range(3)]
        assert offered(sessions) == ("c", "b", "a")

    def test_a_number_that_went_up_moves_a_tool_back(self) -> None:
        sessions = [kept(used(DOOR, "a", before=4, after=6), day=day) for day in range(2)]
        assert offered(sessions) == ("b", "c", "a")

    def test_words_weigh_more_than_numbers(self) -> None:
        sessions = [kept(used(DOOR, "b", "better", before=7, after=7), day=day) for day in range(2)]
        sessions += [kept(used(DOOR, "c", before=9, after=1), day=day) for day in range(2)]
        assert offered(sessions) == ("b", "c", "a")

    def test_a_door_never_has_fewer_than_two_offers_for_what_felt_worse(self) -> None:
        sessions = told("worse", tool="a") + told("worse", tool="b") + told("better", "worse", tool="c")
        assert offered(sessions) == ("a", "b")
        assert offered(sessions, ("a",)) == ("a",)

    def test_what_was_worse_at_one_door_is_still_offered_at_another(self) -> None:
        sessions = told("worse", tool="a")
        assert order(sessions, {DOOR: USUAL, "frozen": USUAL}) == {DOOR: ("b", "c"), "frozen": USUAL}

    def test_a_tool_that_is_no_longer_there_is_not_offered(self) -> None:
        assert offered(told("better", "better", tool="gone")) == USUAL


class TestWhatCameOfIt:
    def test_each_tool_of_a_session_has_its_own_outcome(self) -> None:
        """The number after the first is the number before the second."""
        session = kept([*used(DOOR, "a", "worse", before=7, after=8), *used(DOOR, "b", "better", after=5)])
        first, second = uses(session)
        assert (first.tool, first.before, first.after, first.felt) == ("a", 7, 8, Felt.WORSE)
        assert (second.tool, second.before, second.after, second.felt) == ("b", 8, 5, Felt.BETTER)
        assert (first.change, second.change) == (1, -3)

    @pytest.mark.parametrize("kind", ["silence", "unclear"])
    def test_what_silence_led_to_was_not_said(self, kind: str) -> None:
        (use,) = uses(kept(used(DOOR, "a", "worse", kind=kind)))
        assert use.felt is None

    @pytest.mark.parametrize("kind", ["word", "key", "signal", "number"])
    def test_keys_and_taps_are_as_good_as_words(self, kind: str) -> None:
        (use,) = uses(kept(used(DOOR, "a", "same", kind=kind)))
        assert use.felt is Felt.SAME

    def test_which_one_may_itself_have_been_run_by_another_script(self) -> None:
        entries: list[Entry] = [
            {"step": "which-one/panicky.five-senses"},
            {"step": "five-senses/hello"},
            {"reply": {"kind": "word", "choice": "which-one/felt-better"}},
        ]
        (use,) = uses(kept(entries, script="evening"))
        assert (use.door, use.tool, use.felt) == ("panicky", "five-senses", Felt.BETTER)

    def test_a_skipped_number_gives_no_change(self) -> None:
        (use,) = uses(kept(used(DOOR, "a", "better", after=3)))
        assert use.change is None

    def test_a_session_without_a_door_uses_nothing(self) -> None:
        entries: list[Entry] = [{"step": "hello"}, {"number": {"after": 3}}, {"note": "microphone lost"}]
        assert list(uses(kept(entries, script="five-senses"))) == []

    def test_entries_that_make_no_sense_are_passed_over(self) -> None:
        odd: list[Entry] = [
            {"step": 3},
            {"reply": "yes"},
            {"reply": {"kind": 1, "choice": None}},
            {"number": {"before": "seven"}},
            {"number": []},
            {},
        ]
        (use,) = uses(kept([*odd, *used(DOOR, "a", "better", before=7, after=5), *odd]))
        assert (use.change, use.felt) == (-2, Felt.BETTER)


tool_names = st.sampled_from("abcdef")
words = st.sampled_from([*(felt.value for felt in Felt), None])
spoken = st.sampled_from([felt.value for felt in Felt])
numbers = st.none() | st.integers(0, 10)
journals = st.lists(
    st.lists(
        st.builds(
            lambda door, tool, word, before, after: used(door, tool, word, before=before, after=after),
            st.sampled_from(["panicky", "frozen"]),
            tool_names,
            words,
            numbers,
            numbers,
        ),
        max_size=3,
    ),
    max_size=12,
).map(lambda days: [kept(list(chain(*entries)), day=day) for day, entries in enumerate(days)])
shelves = st.dictionaries(
    st.sampled_from(["panicky", "frozen", "angry"]), st.lists(tool_names, unique=True, max_size=6).map(tuple)
)


class TestAlways:
    @given(journals, shelves)
    def test_the_same_journal_gives_the_same_order(
        self, sessions: list[KeptSession], doors: dict[str, tuple[str, ...]]
    ) -> None:
        assert order(sessions, doors) == order(list(sessions), dict(doors))

    @given(journals, shelves)
    def test_a_door_offers_its_own_tools_each_once_and_leaves_out_only_what_was_worse(
        self, sessions: list[KeptSession], doors: dict[str, tuple[str, ...]]
    ) -> None:
        tallied = tallies(sessions)
        chosen = order(sessions, doors)
        assert chosen.keys() == doors.keys()
        for door, tools in doors.items():
            offers = chosen[door]
            assert len(set(offers)) == len(offers)
            assert set(offers) <= set(tools)
            assert len(offers) >= min(LEAST_OFFERS, len(tools))
            assert all(tallied[door, left_out].was_worse for left_out in set(tools) - set(offers))

    @given(st.lists(spoken, min_size=2), st.lists(spoken), st.lists(spoken), st.permutations(USUAL))
    def test_one_more_better_never_moves_a_tool_back(
        self, mine: list[str], first: list[str], second: list[str], usual: list[str]
    ) -> None:
        sessions = told(*mine, tool="a") + told(*first, tool="b") + told(*second, tool="c")
        before = offered(sessions, usual)
        after = offered([*sessions, kept(used(DOOR, "a", "better"), day=99)], usual)
        ahead = before[: before.index("a")] if "a" in before else usual
        assert set(after[: after.index("a")]) <= set(ahead)

    def test_a_journal_by_dice_changes_some_order(self) -> None:
        """The generator of these tests is no empty journal."""
        tallied = tallies(by_dice(300))
        assert len(tallied) > 8
        assert any(tally.balance > 0 for tally in tallied.values())
