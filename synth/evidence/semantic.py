"""Similarity of meaning, given embeddings someone else computed."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


def cosine_matrix(claims: Matrix, passages: Matrix) -> Matrix:
    """Cosine of each claim with each passage.

    Args:
        claims: (n, d) float32.
        passages: (m, d) float32.

    Returns:
        (n, m) float32 in [-1, 1]; 0 where a vector is zero.

    Raises:
        ValueError: If the widths differ.

    >>> cosine_matrix(np.eye(2, dtype=np.float32), np.array([[3, 0]], np.float32)).tolist()
    [[1.0], [0.0]]
    """
    if claims.shape[1] != passages.shape[1]:
        raise ValueError(f"embeddings of different widths: {claims.shape[1]} and {passages.shape[1]}")
    return unit_cosines(unit_rows(claims), unit_rows(passages))


def unit_cosines(claims: Matrix, passages: Matrix) -> Matrix:
    """The same for rows that have length 1 already (or 0)."""
    product: Matrix = np.clip(claims @ passages.T, -1.0, 1.0)
    return product


def unit_rows(rows: Matrix) -> Matrix:
    """Scale each row to length 1; zero rows stay zero."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)  # (n, 1)
    return (rows / np.where(norms == 0.0, 1.0, norms)).astype(np.float32)
