"""A question and an index -> a reply: quotes with citations, or a refusal."""
