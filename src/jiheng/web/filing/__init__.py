"""Filing (填报): tasks, the tables that answer them, their revisions as bytes, and the one way that every form goes."""
