"""PDF files: glyphs to lines, lines to blocks in reading order."""
