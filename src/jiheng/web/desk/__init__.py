"""The desk (审核台): the pages on which tables are reviewed and approved; no rows and no deeds of its own."""
