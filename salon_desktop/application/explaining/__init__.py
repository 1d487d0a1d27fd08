"""From codes and failures to words: whole sentences in the reader's language, without Qt."""
