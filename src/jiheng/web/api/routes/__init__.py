"""The operations of the API by what a token must be made for; each is thin and calls the deed that the page calls."""
