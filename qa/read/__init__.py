"""An optional stage: a reader looks at the best passages and says again which unit answers.

A reader is a trained model that reads a question and a passage together. It is put in with one
module here and one line in `ui/wiring.py`; without one the ranking's own evidence decides.
"""
