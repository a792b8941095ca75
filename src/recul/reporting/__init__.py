"""Assessment → what people and programs read: terminal, JSON, HTML."""
