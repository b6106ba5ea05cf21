"""Quantities in running text: numbers with what they count and how exactly they are meant."""

from workers.languages.quantities.finding import find_quantities

__all__ = ["find_quantities"]
