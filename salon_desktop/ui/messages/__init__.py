"""The messages screen: outbox, answers, call list."""
