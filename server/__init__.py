"""Who may come in: HTTP, MCP, the database, and the root where everything is wired together."""
