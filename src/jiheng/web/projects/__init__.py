"""Projects (项目): the year's list of projects with its stages, what each import changed, and what happened to a project in the year."""
