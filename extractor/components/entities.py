"""Factory `article_ner`: spaCy's trained `ner` with its greedy decoding worked out for all tokens at once.

Same weights, same entities; spaCy's own loop takes more than half of the model's time, this one a twentieth.
It stands in for the `ner` of a model: `spacy.load(name, config={"components.ner.factory": "article_ner"})`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import numpy as np
from spacy.attrs import ENT_IOB, IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.pipeline.ner import DEFAULT_NER_MODEL
from spacy.tokens import Doc, Span
from thinc.api import Model, NumpyOps
from thinc.types import Floats2d
from threadpoolctl import ThreadpoolController

from extractor.analysis.network import ReadingNetwork, for_reading

NO_ENTITY = -1e9
Entity = tuple[int, int, str]


class GreedyEntityRecognizer(EntityRecognizer):  # type: ignore[misc]  # a compiled class without stubs
    """An `EntityRecognizer` whose `predict` gives entities; where it cannot (beams, preset entities) spaCy's own runs.

    While no entity is open, the model's choice at a token depends on that token alone (spaCy's `set_context_tokens`:
    the first word of the open entity and the word before are padding), so those choices are one matrix product.
    Only the few tokens inside entities are decided one after another.
    """

    _network: ReadingNetwork | None = None

    def only_read(self) -> None:
        """Say that the weights do not change any more: what is worked out once may be kept."""
        self._network = for_reading(self.model.get_ref("tok2vec"), self.vocab) if self._is_greedy() else None

    @property
    def only_reads(self) -> bool:
        """Whether the network is one that is read in our own way."""
        return self._network is not None

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """For each Doc its entities as (first token, end token, label), or spaCy's states."""
        docs = list(docs)
        if not self._is_greedy() or any(doc.to_array([ENT_IOB]).any() for doc in docs) or not any(map(len, docs)):
            states: list[Any] = super().predict(docs)
            return states
        self._ensure_labels_are_added(docs)
        with _threads().limit(limits=1, user_api="blas"):  # a second thread costs more than it saves on such matrices
            return self._entities(docs)

    def _entities(self, docs: list[Doc]) -> list[list[Entity]]:
        lower, upper = self.model.get_ref("lower"), self.model.get_ref("upper")
        network = self._network or self.model.get_ref("tok2vec")
        vectors = network.predict([doc for doc in docs if len(doc)])
        features, _ = lower(vectors, is_train=False)
        names = [self.moves.get_class_name(i) for i in range(self.moves.n_moves)]
        moves = _Moves(names, self.model.attrs["unseen_classes"])
        found, at = [], 1  # row 0 of the features is the padding
        for doc in docs:
            rows = features[at : at + len(doc)]
            found.append(_decode(doc, rows, features[0], lower.get_param("b"), upper, moves))
            at += len(doc)
        return found

    def set_annotations(self, docs: Iterable[Doc], states_or_beams: Iterable[Any]) -> None:
        """Set the entities of each Doc; every other token is outside one."""
        docs, found = list(docs), list(states_or_beams)
        if not all(isinstance(entities, list) for entities in found):
            super().set_annotations(docs, found)
            return
        for doc, entities in zip(docs, found, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in entities], default="outside")

    def _is_greedy(self) -> bool:
        """The architecture that this decoding knows: spacy.TransitionBasedParser.v2 for `ner`, on a processor."""
        return (
            self.cfg["beam_width"] == 1
            and bool(self.model.attrs["has_upper"])
            and self.model.get_ref("lower").get_dim("nF") == 3
            and isinstance(self.model.ops, NumpyOps)
        )


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


class _Moves:
    """The model's actions: which may come while no entity is open, and which go on or close one of each label."""

    def __init__(self, names: list[str], unseen: set[int]) -> None:
        self.kind = np.array([name[0] for name in names])
        self.labels = [name[2:] for name in names]
        labelled = np.array([len(label) > 0 for label in self.labels])
        seen = np.array([i not in unseen for i in range(len(names))])
        self.out = self.kind == "O"
        self.begin = (self.kind == "B") & labelled & seen
        self.unit = (self.kind == "U") & labelled & seen
        self.inside = {label: names.index(f"I-{label}") for label in set(self.labels) if label}
        self.last = {label: names.index(f"L-{label}") for label in set(self.labels) if label}


def _largest(pieces: Any) -> Any:
    """The largest along the last axis; NumPy's own reduction takes tenfold the time where that axis is short."""
    largest = pieces[..., 0]
    for n in range(1, pieces.shape[-1]):
        largest = np.maximum(largest, pieces[..., n])
    return largest


def _decode(
    doc: Doc, features: Any, padding: Any, bias: Any, upper: Model[Floats2d, Floats2d], moves: _Moves
) -> list[Entity]:
    """Greedy decoding of one Doc. features: tokens × 3 × hidden × pieces; padding: 3 × hidden × pieces."""
    if not len(doc):
        return []
    ends = np.ones(len(doc), dtype=bool)  # the token is the last of its sentence
    ends[:-1] = doc.to_array([SENT_START])[1:] == 1
    space = doc.to_array([IS_SPACE]).astype(bool)
    weights, upper_bias = upper.get_param("W"), upper.get_param("b")
    closed = _largest(features[:, 0] + (padding[1] + padding[2] + bias)) @ weights.T + upper_bias
    allowed = np.broadcast_to(moves.out, closed.shape).copy()
    allowed[~space] |= moves.unit
    allowed[~space & ~ends] |= moves.begin
    choice = np.where(allowed, closed, NO_ENTITY).argmax(axis=1)
    found: list[Entity] = []
    reached = 0
    for i in np.flatnonzero(moves.kind[choice] != "O"):
        if i < reached:
            continue
        label = moves.labels[choice[i]]
        end = int(i) + 1
        if moves.kind[choice[i]] == "B":
            pair = [moves.inside[label], moves.last[label]]
            of_pair, bias_of_pair = weights[pair], upper_bias[pair]
            while not ends[end]:
                state = _largest(features[end, 0] + features[i, 1] + features[end - 1, 2] + bias)
                goes_on, closes = of_pair @ state + bias_of_pair
                if closes > goes_on or (closes == goes_on and pair[1] < pair[0]):
                    break
                end += 1
            end += 1
        found.append((int(i), end, label))
        reached = end
    return found


@Language.factory(
    "article_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "model": DEFAULT_NER_MODEL,
        "incorrect_spans_key": None,
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
)
def make_ner(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: list[str] | None,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Callable[..., Any] | None,
) -> GreedyEntityRecognizer:
    """The factory, with the settings of spaCy's `ner`."""
    return GreedyEntityRecognizer(
        nlp.vocab,
        model,
        name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )
