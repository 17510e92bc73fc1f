"""Lists that are no form (清单): each with its columns as data in `law/lists`."""
