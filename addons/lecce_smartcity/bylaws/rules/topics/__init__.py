"""The catalogue's rules, a file a topic; ``catalogue`` puts them together."""
