"""Deeds with bodies, sections and people (机构人员办理)."""
