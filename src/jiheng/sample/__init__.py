"""Samples (样例): invented tables and bureaus for demo, tests and measurements; sound by construction, sees model and values only."""
