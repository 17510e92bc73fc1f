"""Organisations (机构与人员): regions, departments, units, finance sections, people, and who may do what."""
