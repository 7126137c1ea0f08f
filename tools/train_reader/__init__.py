"""Trains the reader: from questions and documents to the int8 file that the desk runs.

    python -m tools.train_reader --work DIR gather --public DIR --set NAME QUESTIONS INDEX ...
    python -m tools.train_reader --work DIR chain --leave-out NAME NAME --minutes 9
    python -m tools.train_reader --work DIR measure NAME NAME

Every step can be run again: what is there is taken over, and training goes on from its last
checkpoint. It needs torch (`make models`).
"""
