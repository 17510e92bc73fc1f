"""Reviewing (审核): stored reviews, opinions on cells, objections, gradings; what the desk works with."""
