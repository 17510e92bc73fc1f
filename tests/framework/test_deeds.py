"""Deeds are told from aims, places and compounds."""

from jiheng import framework
from jiheng.framework.deeds import deeds

KNOWN = deeds(framework.load())


def test_a_word_names_one_deed() -> None:
    assert KNOWN.of("购置").name == "采购"
    assert {word for deed in KNOWN.deeds for word in deed.words} == set(KNOWN.by_word)


def test_a_place_named_after_a_deed_does_not_show_it() -> None:
    training = KNOWN.of("培训")
    assert training.shows.search("培训人次")
    assert training.shows.search("参训学员")
    assert not training.shows.search("培训点数量")


def test_one_thing_has_several_words() -> None:
    assert "计算机" in KNOWN.other_words("教学电脑")
    assert KNOWN.other_words("非遗") == ()
