"""Where a quote stands: citations, links, receipts, and whether they still hold."""
