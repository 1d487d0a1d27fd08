"""The platform's language, pure: payloads, events, codes, signatures."""
