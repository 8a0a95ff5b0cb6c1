"""A trained network of word vectors for reading alone: the same weights, in little more than half of the time.

The network is spaCy's `HashEmbedCNN`, that of the small models: hashed features of the word, mixed to a vector, and
layers that mix each vector with its neighbours'. The first of it depends on the word alone and is worked out once for
each; the layers are thinc's own arithmetic with whole arrays instead of its loops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model, Ragged

Floats = NDArray[np.float32]
WORDS_KNOWN = 50_000  # some 20 MB of vectors
TINY = 1e-8  # as thinc's layer norm has it
CLOSE = 1e-4
SAMPLE = ("On", "3", "May", "Anna", "Lindqvist", "told", "Reuters", "in", "Phnom", "Penh", ":", "“", "€1.5m", "paid")


@dataclass(frozen=True)
class Layer:
    """Maxout over a window of three words, then layer norm. The weights stand piece by piece."""

    weights: Floats  # 3 words × width, pieces × width
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, residual: Model[Any, Any]) -> Layer:
        """The layer that thinc calls residual(expand_window >> maxout >> layernorm >> dropout)."""
        (maxout,) = (node for node in residual.walk() if node.name == "maxout")
        (norm,) = (node for node in residual.walk() if node.name == "layernorm")
        weights, bias = _param(maxout, "W"), _param(maxout, "b")
        joined = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
        return cls(np.ascontiguousarray(joined.T), bias.T.ravel(), _param(norm, "G"), _param(norm, "b"))

    def mixed(self, window: Floats) -> Floats:
        """What the words of each row, and those beside them, add to its vector."""
        pieces = window @ self.weights
        pieces += self.bias
        width = len(self.gain)
        largest = pieces[:, :width]
        for start in range(width, pieces.shape[1], width):
            np.maximum(largest, pieces[:, start : start + width], out=largest)
        largest -= largest.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", largest, largest) / width + TINY
        largest *= (variance**-0.5)[:, None]
        largest *= self.gain
        largest += self.shift
        return largest


def _param(node: Model[Any, Any], name: str) -> Floats:
    return np.asarray(node.get_param(name), dtype=np.float32)


class ReadingNetwork:
    """The vectors of Docs by a network whose weights no longer change."""

    def __init__(self, network: Model[Any, Any]) -> None:
        """Raises `ValueError`, `IndexError` or `KeyError` where the network is of another kind."""
        (self._embed, encode), self._last = network.layers[0].layers, network.layers[1:]
        names = [layer.name.partition("(")[0] for layer in self._embed.layers]
        if names != ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]:
            raise ValueError("no network of hashed features")
        self._layers = [Layer.of(residual) for residual in encode.layers[0].layers]
        self._pad: int = encode.attrs["pad"]
        self._rows: dict[bytes, int] = {}  # a word's features -> its row
        self._known = np.empty((WORDS_KNOWN, len(self._layers[0].gain)), dtype=np.float32)

    def predict(self, docs: Sequence[Doc]) -> Any:
        """A row for each token of the Docs."""
        found: Any = [self._in_context(self._words(rows)) for rows in self._embed.layers[0].predict(docs)]
        for layer in self._last:
            found = layer.predict(found)
        return found

    def _words(self, features: NDArray[np.uint64]) -> Floats:
        keys = np.ascontiguousarray(features).view(f"V{features.shape[1] * 8}").ravel().tolist()
        distinct = dict.fromkeys(keys)
        if len(distinct) > WORDS_KNOWN:
            return self._worked_out(features)
        new = [key for key in distinct if key not in self._rows]
        if len(self._rows) + len(new) > WORDS_KNOWN:
            self._rows.clear()
            new = list(distinct)
        if new:
            start, end = len(self._rows), len(self._rows) + len(new)
            self._known[start:end] = self._worked_out(np.frombuffer(b"".join(new), np.uint64).reshape(len(new), -1))
            self._rows.update(zip(new, range(start, end), strict=True))
        return self._known[[self._rows[key] for key in keys]]

    def _worked_out(self, features: NDArray[np.uint64]) -> Floats:
        words: Any = Ragged(features, np.array([len(features)], dtype="i"))  # type: ignore[arg-type]  # thinc's names
        for layer in self._embed.layers[2:4]:
            words = layer.predict(words)
        found: Floats = words.dataXd
        return found

    def _in_context(self, words: Floats) -> Floats:
        size, width = words.shape
        rows = np.zeros((size + 2 * self._pad, width), dtype=np.float32)
        rows[self._pad : self._pad + size] = words
        window = np.zeros((len(rows), 3 * width), dtype=np.float32)
        for layer in self._layers:
            window[1:, :width] = rows[:-1]
            window[:, width : 2 * width] = rows
            window[:-1, 2 * width :] = rows[1:]
            rows += layer.mixed(window)
        return rows[self._pad : self._pad + size]


def for_reading(network: Model[Any, Any], vocab: Vocab) -> ReadingNetwork | None:
    """The network for reading alone; None where it is of another kind, or gives other vectors for some words."""
    docs = [Doc(vocab, words=list(SAMPLE)), Doc(vocab, words=list(SAMPLE[3:7]))]
    try:
        reading = ReadingNetwork(network)
        same = np.allclose(reading.predict(docs), network.predict(docs), rtol=0, atol=CLOSE)
    except (ValueError, IndexError, KeyError, TypeError):
        return None
    return reading if same else None
