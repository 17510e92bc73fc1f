"""The verbs of the command line, one thin file each."""

ORDER = ("read", "value", "check", "rule", "score", "write", "form", "corpus", "serve", "backup", "restore", "schema")
