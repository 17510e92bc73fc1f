"""The API (接口): what the pages do, for other programs, by the same deeds; tokens of people, messages about states to other systems."""
