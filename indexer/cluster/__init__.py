"""Many workers read, split and embed documents; one machine writes the index, as it always does."""
