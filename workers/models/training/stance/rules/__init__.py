"""Rules that turn a sentence into another whose stance to it is known."""
