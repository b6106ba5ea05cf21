"""Numbers as people write them: number words, grouped digits, and text levelled for matching."""
