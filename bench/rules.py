"""Rule checks a second against Great Expectations, Pandera and Pointblank doing what they can of the same checks on the same tables.

What they can do is four checks a table: required levels present, weights that add up, targets that match a pattern, parts that add up to the total.
"""

import io
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from functools import partial

import forms
import pandas as pd
from timing import table

from jiheng.doors import check, read
from jiheng.framework import load
from jiheng.model.declaration import Declaration
from jiheng.review import Context, review
from jiheng.review.registry import rule_files
from jiheng.review.reports import html
from jiheng.sample.making import samples

CHECKS = 4
TABLES = 40
PATTERN = r"\d|合格|达标|优"
LEVELS = {"数量指标", "质量指标", "时效指标"}
DESK = 300


def report() -> str:
    """Checks a second, and three hundred tables from Word to a page."""
    groups = [[sample.declaration for sample in group] for group in samples(6, TABLES)]
    tables = [declaration for group in groups for declaration in group]
    frames = [_frame(declaration) for declaration in tables]
    law = load()
    ours = len(rule_files()) * len(tables) / _time(lambda: [review(group, Context(law, today=date(2025, 1, 20))) for group in groups])
    rows = [("**jiheng**, all rules", f"{ours:,.0f}", "")]
    for name, peer in {"Pandera": _pandera, "Pointblank": _pointblank, "Great Expectations": _expectations}.items():
        checked = peer()
        speed = CHECKS * len(frames) / _time(partial(_each, checked, frames))
        rows.append((name, f"{speed:,.0f}", f"{ours / speed:,.0f} × slower"))
    head = "\n## Rule checks\n\nOne check is one rule on one table; wanted: at least 10 × the fastest.\n\n"
    return head + table(("checker", "checks a second", ""), rows) + _desk()


def _desk() -> str:
    """Three hundred tables, fifty Word files of six, read, reviewed and written as one page."""
    content = forms.word()
    start = time.perf_counter()
    reading = [read(content) for _ in range(DESK // 6)]
    declarations = [declaration for answer in reading for declaration in answer.declarations]
    page = html.render(check(*declarations), declarations, "zh")
    took = time.perf_counter() - start
    return f"\n{len(declarations)} tables from Word to one HTML page of {len(page) // 1024:,} KB: {took:.1f} s on one core; wanted: under 10 s.\n"


def _each(checked: Callable[[pd.DataFrame], object], frames: Sequence[pd.DataFrame]) -> None:
    for frame in frames:
        checked(frame)


def _frame(declaration: Declaration) -> pd.DataFrame:
    rows = [(row.level1, row.level2, row.name, row.target.text, int((row.weight or 0) * 10)) for row in declaration.indicators]
    frame = pd.DataFrame(rows, columns=["level1", "level2", "name", "target", "weight"])
    funds = declaration.funds
    frame["gap"] = int(((funds.total or 0) - (funds.fiscal or 0) - (funds.other or 0)) * 100)
    return frame


def _time(run: Callable[[], object]) -> float:
    best = None
    for _ in range(3):
        start = time.perf_counter()
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            run()
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    return best or 0.0


def _pandera() -> Callable[[pd.DataFrame], object]:
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(
        {
            "target": pa.Column(str, pa.Check.str_contains(PATTERN)),
            "gap": pa.Column(int, pa.Check.eq(0)),
            "level2": pa.Column(str, pa.Check(lambda column: set(column) >= LEVELS)),
            "weight": pa.Column(int, pa.Check(lambda column: column.sum() in {0, 900})),
        }
    )

    def run(frame: pd.DataFrame) -> object:
        try:
            return schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as errors:
            return errors

    return run


def _pointblank() -> Callable[[pd.DataFrame], object]:
    import pointblank as pb

    def run(frame: pd.DataFrame) -> object:
        asked = pb.Validate(frame).col_vals_regex("target", PATTERN).col_vals_eq("gap", 0)
        asked = asked.specially(lambda data: set(data["level2"]) >= LEVELS).specially(lambda data: int(data["weight"].sum()) in {0, 900})
        return asked.interrogate()

    return run


def _expectations() -> Callable[[pd.DataFrame], object]:
    import great_expectations as gx

    logging.disable(logging.CRITICAL)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = gx.data_context.types.base.ProgressBarsConfig(globally=False)
    batch = context.data_sources.add_pandas("tables").add_dataframe_asset("table").add_batch_definition_whole_dataframe("whole")
    suite = context.suites.add(gx.ExpectationSuite("target table"))
    suite.add_expectation(gx.expectations.ExpectColumnValuesToMatchRegex(column="target", regex=PATTERN))
    suite.add_expectation(gx.expectations.ExpectColumnValuesToBeBetween(column="gap", min_value=0, max_value=0))
    suite.add_expectation(gx.expectations.ExpectColumnDistinctValuesToContainSet(column="level2", value_set=sorted(LEVELS)))
    suite.add_expectation(gx.expectations.ExpectColumnSumToBeBetween(column="weight", min_value=0, max_value=900))

    def run(frame: pd.DataFrame) -> object:
        return batch.get_batch(batch_parameters={"dataframe": frame}).validate(suite)

    return run


if __name__ == "__main__":
    print(report())
