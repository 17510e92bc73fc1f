"""The web application (网页版): the yearly cycle of a county, through the same doors as the command line."""
