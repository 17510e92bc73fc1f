"""`jiheng.toml`: found upwards, applied, and wrong words named with their line and the nearest that is right."""

from pathlib import Path

import pytest
from attrs import evolve

from cli.program import run
from jiheng.cli.settings import baseline_in, county_of, settings_file, settings_of, switched_on
from jiheng.errors import BadSettings
from jiheng.model.finding import Severity
from jiheng.model.settings import FileSettings, Settings, Standing

EXAMPLES = str(Path(__file__).resolve().parents[2] / "examples")
WHOLE = """
select = ["FND", "IND"]
ignore = ["IND009"]
fail-on = "warning"
profile = "central"

[severity]
FND005 = "warning"

[[file]]
pattern = "旧表/*"
ignore = ["VAL"]

[[waiver]]
fingerprint = "0123456789abcdef"
reason = "已与单位核实"
author = "绩效股"
expires = 2025-12-31
"""


def written(folder: Path, text: str) -> Path:
    (folder / "jiheng.toml").write_text(text, "utf-8")
    return folder


def test_every_setting_is_taken(tmp_path: Path) -> None:
    settings = settings_of(settings_file(written(tmp_path, WHOLE)), Settings())
    assert (settings.select, settings.ignore, settings.fail_on, settings.profile) == (("FND", "IND"), ("IND009",), "warning", "central")
    assert settings.severity == {"FND005": Severity.WARNING}
    assert settings.files == (FileSettings("旧表/*", ("VAL",)),)
    assert settings.waivers[0].expires is not None


def test_a_flag_speaks_before_the_file(tmp_path: Path) -> None:
    assert settings_of(settings_file(written(tmp_path, WHOLE)), Settings(select=("TXT",))).select == ("TXT",)


def test_the_nearest_file_upwards_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    written(tmp_path, 'select = ["FND"]')
    found = settings_file(inner)
    assert found is not None
    assert found.path == tmp_path / "jiheng.toml"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('ignroe = ["FND"]', 1, "ignore"),
        ('select = ["FND"]\nignore = ["IDN001"]', 2, "IND001"),
        ('fail-on = "erorr"', 1, "error"),
        ('[severity]\nFND001 = "waring"', 2, "warning"),
        ('[[waiver]]\nfingerprint = "0"\nreason = "x"', 1, "author"),
        ('[[waiver]]\nfingerprnt = "0"', 2, "fingerprint"),
        ('[[file]]\npattern = "*"\nignore = ["FDN"]', 3, "FND"),
        ("select = [", 1, "TOML"),
        ("select = 5", 1, "FND"),
        ("[severity]\nFND = 5", 2, "warning"),
        ('severity = "error"', 1, "[severity]"),
        ("fail-on = 5", 1, "fail-on"),
        ('profile = ["a"]', 1, "profile"),
        ("file = 5", 1, "[[file]]"),
        ("waiver = [1]", 1, "[[waiver]]"),
        ('[[file]]\npattern = 5\nignore = ["FND"]', 2, "pattern"),
        ('[[file]]\npattern = "*"\nignore = "FND"', 3, "ignore"),
        ("[[waiver]]\nfingerprint = 5", 2, "fingerprint"),
        ('[[waiver]]\nfingerprint = "0"\nreason = "x"\nauthor = "x"\nexpires = "明天"', 5, "2026-12-31"),
        ('[[waiver]]\nfingerprint = "0"\nreason = "x"\nauthor = "x"\nexpires = 2026-12-31T10:00:00', 5, "2026-12-31"),
        ("x = " + "[" * 100_000, 1, "TOML"),
    ],
)
def test_a_wrong_word_is_named_with_its_line_and_the_nearest_right_one(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(BadSettings) as caught:
        settings_file(written(tmp_path, text))
    assert said in caught.value.zh
    assert said in caught.value.en
    if said != "TOML":
        assert f"第 {line} 行" in caught.value.zh


def test_one_code_may_stand_without_brackets(tmp_path: Path) -> None:
    assert settings_of(settings_file(written(tmp_path, 'select = "FND"')), Settings()).select == ("FND",)


def test_a_file_too_large_to_be_settings_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="字节"):
        settings_file(written(tmp_path, "#" * 2_000_000))


@pytest.mark.parametrize("text", ['profile = "nowhere"', 'policy = "nowhere"'])
def test_a_profile_or_policy_that_is_not_there_is_told(tmp_path: Path, text: str) -> None:
    ended = run("check", EXAMPLES, cwd=written(tmp_path, text))
    assert ended.code == 2
    assert "nowhere" in ended.err


def test_flags_have_settings_of_the_same_name(tmp_path: Path) -> None:
    found = settings_file(written(tmp_path, 'baseline = "基线.json"\nstatistics = true\nunsafe-fixes = false\n'))
    assert baseline_in(found) == tmp_path / "基线.json"
    assert switched_on(found, "statistics")
    assert not switched_on(found, "unsafe-fixes")
    assert not switched_on(None, "statistics")


@pytest.mark.parametrize("text", ["baseline = 1\n", 'statistics = "yes"\n'])
def test_a_value_of_another_type_is_named_with_what_is_expected(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSettings, match="第 1 行"):
        settings_file(written(tmp_path, text))


def test_the_settings_choose_the_language_and_a_flag_speaks_before_them(tmp_path: Path) -> None:
    written(tmp_path, 'lang = "en"\n')
    assert run("rule", cwd=tmp_path).out.startswith("code")
    assert run("rule", "--lang", "zh", cwd=tmp_path).out.startswith("代码")
    assert run("rule", cwd=tmp_path, JIHENG_LANG="zh").out.startswith("代码")


def test_patterns_of_files_are_seen_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    inner = tmp_path / "乡镇" / "一月"
    inner.mkdir(parents=True)
    written(tmp_path, '[[file]]\npattern = "旧表/*"\nignore = ["VAL"]\n')
    found = settings_file(inner)
    for call, path in ((tmp_path, "旧表/甲.docx"), (inner, "../../旧表/甲.docx"), (inner, str(tmp_path / "旧表" / "甲.docx"))):
        settings = evolve(settings_of(found, Settings()), standing=Standing(str(tmp_path), str(call)))
        assert settings.silent_at("VAL001", path), (call, path)
        assert not settings.silent_at("FND001", path)
    outside = evolve(settings_of(found, Settings()), standing=Standing(str(tmp_path), str(inner)))
    assert not outside.silent_at("VAL001", "旧表/甲.docx"), "there is another folder of that name"
    assert outside.digest == Settings(files=outside.files).digest, "where a call stands changes nothing that is said"


def test_the_folder_of_a_county_is_seen_from_the_settings_and_a_flag_speaks_before_it(tmp_path: Path) -> None:
    (tmp_path / "本县").mkdir()
    found = settings_file(written(tmp_path, 'county = "本县"'))
    assert county_of(found, None) == (tmp_path / "本县",)
    assert county_of(found, tmp_path) == (tmp_path,)
    assert county_of(None, None) == ()
    with pytest.raises(BadSettings, match="别处"):
        county_of(None, Path("别处"))


@pytest.mark.parametrize(("name", "begins"), [("结果.html", b"<!DOCTYPE html"), ("结果.json", b"{"), ("结果.xlsx", b"PK")])
def test_the_ending_of_the_file_chooses_the_form_and_the_flag_before_it(tmp_path: Path, name: str, begins: bytes) -> None:
    run("check", EXAMPLES, "-o", name, cwd=tmp_path)
    assert (tmp_path / name).read_bytes().lstrip().lower().startswith(begins.lower())
    run("check", EXAMPLES, "--format", "json", "-o", name, cwd=tmp_path)
    assert (tmp_path / name).read_bytes().startswith(b"{")
