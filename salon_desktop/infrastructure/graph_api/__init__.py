"""The Graph API over HTTP."""
