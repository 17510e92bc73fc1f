"""The indicator library (绩效指标库): common, trade and department indicators, proposed and approved; offered while a table is typed."""
