"""Audit trail (审计日志): who did what to which object, when and from where; only ever added to, each entry sealed to the one before."""
