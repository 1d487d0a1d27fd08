"""A practice WhatsApp: a local Graph API and the client's phone."""
