"""A reader who wants to know: a solver that is given everything published and asks what a hidden cell can be."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog

Equation = tuple[dict[str, int], int]


def interval(name: str, hidden: Sequence[str], equations: Sequence[Equation]) -> tuple[float, float]:
    """Return the least and the most that a hidden cell can be, given what must add up."""
    index = {cell: n for n, cell in enumerate(hidden)}
    matrix = np.zeros((len(equations), len(hidden)))
    right = np.zeros(len(equations))
    for row, (parts, value) in enumerate(equations):
        right[row] = value
        for cell, sign in parts.items():
            matrix[row, index[cell]] += sign
    found = []
    for sign in (1, -1):
        goal = np.zeros(len(hidden))
        goal[index[name]] = sign
        answer = linprog(goal, A_eq=matrix, b_eq=right, bounds=(0, 10_000))
        assert answer.success
        found.append(sign * float(answer.fun or 0))
    return found[0], found[1]
