"""The tests mirror the four floors; a package, so that tests/corpus/ never hides corpus/."""
