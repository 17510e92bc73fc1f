"""What is true of every template and every address."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Library
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

WEB = Path(__file__).resolve().parents[3] / "src/jiheng/web"
PAGES = sorted(path for path in WEB.rglob("templates/**/*.html"))


def name_of(page: Path) -> str:
    """The name that a view calls a template by: what stands behind its folder `templates`."""
    return page.as_posix().rpartition("/templates/")[2]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_template_parses_and_is_the_one_that_is_found(page: Path) -> None:
    found: Any = get_template(name_of(page))
    assert Path(found.origin.name) == page, "another template of the same name is found first"


def test_no_script_or_handler_stands_in_a_page() -> None:
    import re

    inline = re.compile(r"<script(?![^>]*(src=|type=.application/json))|\son[a-z]+=\"|href=\"javascript:", re.IGNORECASE)
    assert not [name_of(page) for page in PAGES if inline.search(page.read_text("utf-8"))]


def test_every_address_has_a_name() -> None:
    def nameless(patterns: list[URLPattern | URLResolver], above: str = "") -> list[str]:
        found: list[str] = []
        for each in patterns:
            if isinstance(each, URLResolver):
                found += nameless(each.url_patterns, above + str(each.pattern))
            elif not each.name:
                found.append(above + str(each.pattern))
        return found

    assert not [each for each in nameless(get_resolver().url_patterns) if not each.startswith("account/")], "allauth's own are its own"


def test_every_icon_that_a_page_names_is_drawn() -> None:
    import re

    sprite = WEB / "static/built/icons.svg"
    if not sprite.exists():
        pytest.skip("the pages are not built: run script/pages")
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', sprite.read_text("utf-8")))
    named = {name for page in PAGES for name in re.findall(r'{% icon "([a-z0-9-]+)"', page.read_text("utf-8"))}
    assert not named - drawn


def test_the_tags_of_the_pages_say_what_they_do() -> None:
    from jiheng.web.home.templatetags import jiheng

    assert isinstance(jiheng.register, Library)
    for name, made in {**jiheng.register.tags, **jiheng.register.filters}.items():
        assert made.__doc__, name
    assert settings.ROOT_URLCONF == "jiheng.web.urls"
