"""Rich text (RTF): read by hand, since the libraries for it give neither structure nor places."""
