"""The help of every verb, in both languages, and what a mistaken call is told."""

import pytest

from cli.program import run

VERBS = ("read", "value", "check", "rule", "schema")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_in_chinese_and_english(verb: str) -> None:
    chinese = run(verb, "--help")
    english = run(verb, "--help", "--lang", "en")
    assert chinese.code == english.code == 0
    assert chinese.out.startswith("用法：")
    assert english.out.startswith("Usage: ")
    assert "--lang" in english.out


def test_the_language_may_stand_before_or_after() -> None:
    assert run("--lang", "en", "--help").out == run("--help", "--lang=en").out


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("reed",), "没有命令 reed"),
        (("read",), "缺少参数 PATH"),
        (("read", "x", "--fromat", "json"), "是不是 --format"),
        (("check", "x", "--format", "xml"), "text、json"),
        (("rule", "VAL5"), "VAL005"),
    ],
)
def test_a_mistaken_call_is_told_what_to_do_and_ends_with_2(call: tuple[str, ...], said: str) -> None:
    ended = run(*call)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_shell_completion_offers_the_verbs() -> None:
    ended = run(_JIHENG_COMPLETE="bash_complete", COMP_WORDS="jiheng re", COMP_CWORD="1")
    assert "plain,read" in ended.out


def test_the_version_names_program_rules_and_framework() -> None:
    assert run("--version").out.startswith("jiheng 0.")
