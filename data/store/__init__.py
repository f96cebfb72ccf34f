"""The only place that knows SQLAlchemy: tables, sessions, repositories and migrations."""
