"""The comparisons: each names one way in which two claims contradict each other.

A comparison is asked about two positions whose answers exclude each other and that speak of the
same moment (``verdict.py``). It says why the pair is of its type, or None. The first in the table
wins, so the more telling types come first. To add one: a module, a row, a test.
"""

from contraflow.ledger.compare.table import COMPARISONS, Comparison, type_of

__all__ = ["COMPARISONS", "Comparison", "type_of"]
