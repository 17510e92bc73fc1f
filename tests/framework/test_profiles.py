"""Which form requires which levels, told by name or by the form's own marks."""

from jiheng import framework
from jiheng.framework.profiles import profile_of

LAW = framework.load()
MARKED = {"output.quantity", "output.quality", "output.timeliness", "output.cost", "benefit.social", "benefit.sustainable"}


def test_a_profile_is_named_by_the_settings() -> None:
    profile = profile_of(LAW, "marked", set())
    assert profile is not None
    assert "satisfaction.recipients" in profile.required


def test_a_form_is_known_by_nearly_all_its_marks() -> None:
    assert profile_of(LAW, None, MARKED) == profile_of(LAW, "marked", set())


def test_few_marks_or_another_mark_show_no_form() -> None:
    assert profile_of(LAW, None, {"output.quantity", "output.quality"}) is None
    assert profile_of(LAW, None, MARKED | {"benefit.economic"}) is None
    assert profile_of(LAW, "no-such-form", MARKED) is None
