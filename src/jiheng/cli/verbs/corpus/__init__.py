"""`jiheng corpus`: the same doors over very many documents."""

from jiheng.cli.command import Verbs

ORDER = ("build", "query", "report", "library", "copies", "signals")


class CorpusVerbs(Verbs):
    """The verbs of `jiheng corpus`."""

    package = __name__


command = CorpusVerbs(name="corpus")
command.zh = (
    "读大量文件，汇成一套数据，供查询、统计和提炼指标库。\n\n"
    "例：jiheng corpus build 公开目标表/ -o 语料/\n　　jiheng corpus query 语料/ places"
)
command.en = (
    "Read very many documents into one data set, to be asked, counted and learnt from.\n\n"
    "Example: jiheng corpus build published/ -o corpus/\n         jiheng corpus query corpus/ places"
)
