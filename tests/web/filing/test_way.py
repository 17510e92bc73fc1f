"""The way of a table, walked at random: whatever is done in whatever order, it stands at one known place and nobody is skipped."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from jiheng.web.filing.way import ALL_LEVELS, ENDED, WITH_UNIT, Deed, Level, NoWay, Position, State, Way, way_of

some_levels = st.lists(st.sampled_from(ALL_LEVELS), min_size=1, max_size=4, unique=True).map(
    lambda levels: Way(tuple(level for level in ALL_LEVELS if level in levels))
)


class Walk(RuleBasedStateMachine):
    """A table on its way; beside it the levels that have passed it since it was last handed in."""

    def __init__(self) -> None:
        super().__init__()
        self.way = Way()
        self.position = Position()
        self.passed: list[Level] = []

    @rule(way=some_levels)
    @precondition(lambda self: self.position == Position())
    def the_county_sets_its_levels(self, way: Way) -> None:
        self.way = way

    @rule(deed=st.sampled_from(Deed))
    def somebody_does_something(self, deed: Deed) -> None:
        was, came = self.position, self.way.after(self.position, deed)
        if isinstance(came, NoWay):
            assert deed not in self.way.deeds(was)
            return
        assert deed in self.way.deeds(was)
        if deed is Deed.SUBMIT:
            assert was.state in WITH_UNIT
            self.passed = []
        if deed is Deed.PASS:
            assert was.level is not None
            self.passed.append(was.level)
        self.position = came
        self._holds(deed, was)

    def _holds(self, deed: Deed, was: Position) -> None:
        now = self.position
        assert (now.level is not None) == (now.state in {State.REVIEWING, State.CONFIRMING})
        assert was.state not in ENDED
        if now.state is State.APPROVED and deed is Deed.PASS:
            assert self.passed == list(self.way.levels)
        if now.state is State.BOUND:
            assert was.state is State.APPROVED
        if now.level is not None:
            assert self.passed == list(self.way.levels[: self.way.levels.index(now.level)])
        assert set(self.way.reached(now)) <= set(self.way.levels)


def test_a_table_walked_at_random_is_approved_only_by_every_level_in_turn() -> None:
    run_state_machine_as_test(Walk, settings=settings(max_examples=60, stateful_step_count=40, derandomize=True, deadline=None))


@given(way=some_levels)
@settings(max_examples=30, derandomize=True, deadline=None)
def test_submitted_and_passed_by_every_level_it_is_approved_then_bound(way: Way) -> None:
    position = way.after(Position(), Deed.SUBMIT)
    for _ in way.levels:
        assert isinstance(position, Position)
        position = way.after(position, Deed.PASS)
    assert position == Position(State.APPROVED)
    assert way.after(Position(State.APPROVED), Deed.ISSUE) == Position(State.BOUND)
    assert way.deeds(Position(State.BOUND)) == ()


def test_only_the_first_level_can_be_withdrawn_from() -> None:
    way = Way()
    assert way.after(Position(State.REVIEWING, Level.UNIT), Deed.WITHDRAW) == Position(State.DRAFTING)
    assert isinstance(way.after(Position(State.REVIEWING, Level.SECTION), Deed.WITHDRAW), NoWay)


def test_a_county_without_a_level_named_has_all_of_them() -> None:
    assert way_of([]).levels == ALL_LEVELS
    assert way_of(["department", "performance"]).levels == (Level.DEPARTMENT, Level.PERFORMANCE)
