"""For the auditor (审计): a table as it stood on a day, the year's exceptions in one list, and the sealed archive of a project."""
