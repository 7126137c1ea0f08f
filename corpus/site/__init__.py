"""A website as the corpus: its pages and linked files, as files of a folder.

What always holds: only the hosts that were named are asked, one request at a time; a file is in the
folder whole or not at all; and nothing in this wing runs while questions are answered.
"""
