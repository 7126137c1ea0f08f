"""People: the Gradio desk, the command line, the HTTP surface. Only here errors are caught."""
