"""Administering (本县管理): units, people, registers, and what the review and the forms of the county are held to."""
