"""Citations (法规依据): the documents that rules rest on, as `law/documents.toml` holds them with their mark."""

from attrs import frozen

from jiheng.errors import BadFramework
from jiheng.framework.framework import Framework

READ = frozenset({"V", "V2"})


@frozen
class Citation:
    """What a rule cites: the key of a document in `law/documents.toml`, and the article (条款) or None for the whole."""

    document: str
    article: str | None = None


@frozen
class LawDocument:
    """One document of law or guidance.

    `mark` says how it is known: V read, V2 quoted by others, M from memory. `articles` are those that somebody has read;
    no other is ever cited.
    """

    key: str
    title: str
    number: str
    mark: str
    articles: frozenset[str] = frozenset()

    def knows(self, article: str) -> bool:
        """Whether somebody has read this article."""
        return article in self.articles


def law_document(framework: Framework, key: str) -> LawDocument:
    """The document called `key`. Raises BadFramework where the framework holds none."""
    found = framework.part(_documents).get(key)
    if found is None:
        raise BadFramework(
            f"规则依据：documents.toml 中没有 {key}。应为已登记的文件；请登记该文件或更正引用。",
            f"framework: documents.toml holds no {key}; expected a document registered there; add it or correct the citation.",
        )
    return found


def _documents(framework: Framework) -> dict[str, LawDocument]:
    return {
        entry["key"]: LawDocument(entry["key"], entry["title"], entry["number"], entry["mark"], frozenset(entry.get("articles", ())))
        for entry in framework.sheet("documents")["document"]
    }
