"""Home (首页): the first page of each role, signing in, and the pages that say what went wrong."""
