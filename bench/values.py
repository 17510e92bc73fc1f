"""Target values: texts a second and how many are read right, against JioNLP, quantulum3, Microsoft's recognizers and one bare pattern."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from decimal import Decimal, InvalidOperation
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from timing import least, table

from jiheng.values import read_value

CASES = Path(__file__).resolve().parents[1] / "tests/cases/values"
FIGURED = ("quantity", "percent", "money", "date", "duration")
PEER_TEXTS = 300
PATTERN = re.compile(r"(≥|≤|>|<|=|不低于|不超过)?(\d+(?:\.\d+)?)(万|亿)?(%|‰|[^\d/]{0,4})")

Figures = tuple[Decimal, ...]
Reader = Callable[[str], Figures]


def report() -> str:
    """The table of speeds and of texts read right."""
    cases = [case for path in sorted(CASES.glob("read_*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]
    texts = list(dict.fromkeys(case["text"] for case in cases))
    figured = [case for case in cases if case["kind"] in FIGURED]
    peers = _peers()
    took = least({"one pattern": partial(_all, _one_pattern, texts), "jiheng": partial(_all, read_value, texts)}, 3)
    some = texts[:: max(1, len(texts) // PEER_TEXTS)]
    took |= {name: seconds * len(texts) / len(some) for name, seconds in _quietly(peers, some).items()}
    rows = [("one compiled pattern, nothing decided", f"{len(texts) / took['one pattern']:,.0f}", "", "", "")]
    ours = sum(_fully_right(case) for case in cases)
    ours_figures = sum(_ours_figures(case) for case in figured)
    speed = len(texts) / took["jiheng"]
    rows.append(("**jiheng**", f"{speed:,.0f}", "1.0 ×", f"{ours_figures} of {len(figured)}", f"{ours} of {len(cases)}"))
    for name, reader in peers.items():
        right = [case for case in figured if _same_figures(reader, case)]
        each = len(texts) / took[name]
        fully = f"{sum(_says_no_more(case) for case in right)} of {len(cases)}"
        rows.append((name, f"{each:,.0f}", f"{speed / each:,.0f} × slower", f"{len(right)} of {len(figured)}", fully))
    note = (
        f"\n## Values\n\n{len(texts)} different texts of the case files, whole texts never cached; wanted: at least 100,000 a second and more right"
        " than every library.\n*Figures right*: every number (or first and last day) that the text means is among those the library gives,"
        " whatever it says of bounds, units and bases; *fully right*: the whole contract; a library that has no word for bounds, bases and"
        " changes is fully right where its figures are and the text has none of these.\n\n"
    )
    return note + table(("reader", "texts a second", "speed", "figures right", "fully right"), rows)


def _all(reader: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        reader(text)


def _one_pattern(text: str) -> object:
    found = PATTERN.search(unicodedata.normalize("NFKC", text))
    return Decimal(found[2]) if found else None


def _fully_right(case: Mapping[str, Any]) -> bool:
    value = read_value(case["text"], year=case.get("year"))
    named = ("kind", "lower", "upper", "unit", "since", "by", "every", "grade", "change", "than")
    return all(_plain(getattr(value, field)) == case.get(field) for field in named) and list(value.per) == case.get("per", [])


def _ours_figures(case: Mapping[str, Any]) -> bool:
    value = read_value(case["text"], year=case.get("year"))
    return all(_plain(getattr(value, field)) == case.get(field) for field in ("lower", "upper", "since", "by"))


def _plain(item: object) -> str | None:
    return None if item is None else str(getattr(item, "value", item))


def _same_figures(reader: Reader, case: Mapping[str, Any]) -> bool:
    """Whether a peer finds every figure (or day, as its digits) of the case."""
    days = (case.get("since"), case.get("by"))
    wanted = {Decimal(case[field]) for field in ("lower", "upper") if case.get(field)}
    wanted |= {Decimal(day.replace("-", "")) for day in days if day and "X" not in day}
    if not wanted:
        return False
    try:
        return wanted <= set(_quiet(reader, case["text"]))
    except Exception:  # noqa: BLE001 - a peer that raises has not read the text
        return False


def _says_no_more(case: Mapping[str, Any]) -> bool:
    """Whether figures are all that the text says: exact, without bounds, bases, change or “about”."""
    more = ("per", "change", "than", "approximate", "lower_open", "upper_open", "every")
    return not any(case.get(field) for field in more) and (case.get("lower") == case.get("upper"))


def _quiet(reader: Callable[[str], Any], text: str) -> Any:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return reader(text)


def _quietly(peers: Mapping[str, Reader], texts: Sequence[str]) -> dict[str, float]:
    def tried(reader: Reader) -> None:
        for text in texts:
            try:
                reader(text)
            except Exception:  # noqa: BLE001, S112 - a peer that raises goes on to the next text
                continue

    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return least({name: partial(tried, reader) for name, reader in peers.items()}, 1)


def _peers() -> dict[str, Reader]:
    return {"JioNLP 1.5": _jionlp(), "quantulum3 0.10": _quantulum3(), "recognizers-text 1.0": _recognizers()}


def _jionlp() -> Reader:
    with redirect_stdout(StringIO()):
        import jionlp

    def read(text: str) -> Figures:
        found: list[Decimal] = []
        for money in jionlp.ner.extract_money(text, with_parsing=True):
            numbers = money["detail"]["num"]
            found += _decimals(numbers if isinstance(numbers, list) else [numbers])
        for moment in jionlp.ner.extract_time(text, with_parsing=True):
            ends = moment["detail"]["time"]
            found += _decimals(end[:10].replace("-", "") for end in ends if isinstance(end, str))
        return tuple(found)

    return read


def _quantulum3() -> Reader:
    from quantulum3 import parser

    return lambda text: tuple(Decimal(str(quantity.value)) for quantity in parser.parse(text))


def _recognizers() -> Reader:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency
    from recognizers_text import Culture

    def read(text: str) -> Figures:
        found: list[Decimal] = []
        for recognize in (recognize_currency, recognize_percentage, recognize_number):
            found += _decimals(str(one.resolution["value"]).rstrip("%") for one in recognize(text, Culture.Chinese) if one.resolution)
        for one in recognize_datetime(text, Culture.Chinese):
            for value in (one.resolution or {}).get("values", ()):
                found += _decimals(str(value.get(end, "")).replace("-", "") for end in ("start", "end", "value"))
        return tuple(found)

    return read


def _decimals(texts: Any) -> list[Decimal]:
    made = []
    for text in texts:
        try:
            made.append(Decimal(str(text)))
        except InvalidOperation:
            continue
    return made


if __name__ == "__main__":
    print(report())
