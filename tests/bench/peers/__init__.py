"""quotedesk beside other programs that find passages: quality and cost, measured in one run."""
