"""Component `article_people`: people named in the article, each once, with roles, age and mentions."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor import facts, report
from extractor.analysis.naming import naming


class People:
    """Finds the people of an article; roles point at the organisations that `article_organisations` found before."""

    def find(self, doc: Doc) -> list[report.Person]:
        """The people of the Doc, `p1` first mentioned."""
        bodies = {m.start: body.id for body in facts.get(doc, report.Organisation) for m in body.mentions}
        return [
            report.Person.model_validate({"id": f"p{n}", **_with_ids(record, bodies)}, strict=False)
            for n, record in enumerate(naming(doc)["people"], 1)
        ]

    def __call__(self, doc: Doc) -> Doc:
        facts.put(doc, report.Person, self.find(doc))
        return doc


def _with_ids(record: dict[str, Any], bodies: dict[int, str]) -> dict[str, Any]:
    """The record with each role's organisation by its id."""
    roles = [
        {**{key: value for key, value in role.items() if key != "body"}, "organisation_id": bodies.get(role["body"])}
        for role in record["roles"]
    ]
    return {**record, "roles": roles}


@Language.factory("article_people", assigns=["doc._.article_people", "doc.spans"], requires=["doc.ents"])
def make_people(nlp: Language, name: str) -> People:
    """The factory; no settings."""
    return People()
