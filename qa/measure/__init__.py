"""How good the answers are, and what is learnt from questions whose answers are known."""
