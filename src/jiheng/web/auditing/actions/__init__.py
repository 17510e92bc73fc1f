"""The deed of the auditor: to seal an archive."""
