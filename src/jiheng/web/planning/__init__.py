"""Planning (编制统筹): where the year's list and the tables meet: pages of the list, differences, what is owed, tables that come in by the folder."""
