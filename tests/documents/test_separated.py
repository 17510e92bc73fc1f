"""CSV: what stands in quotes neither parts cells nor rows."""

from jiheng.documents import open_document
from jiheng.documents.document import Grid


def test_line_breaks_in_quoted_labels_do_not_hide_the_commas() -> None:
    rows = ['"项目资金\n(万元)",年度资金总额,2802', ',"其中：\n财政拨款",2802', '"数量指标\n（必填）",建设面积,"≥1,200亩"']
    (grid,) = open_document("\n".join(rows).encode()).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells if cell.column == 3] == ["2802", "2802", "≥1,200亩"]
