"""A page's tree → the article of the record: its text and blocks, its fields, and what could not be read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from lxml import etree

from extractor import report
from extractor.page import credits, moments, notices, site_profiles
from extractor.page import headline as titles
from extractor.page.bylines import Credit
from extractor.page.dateline import find_dateline
from extractor.page.layout import Line, in_page_order
from extractor.page.metadata import Metadata, metadata
from extractor.page.outline import HEADINGS, Block, Mark, Outline, TooDeep, outline, text_in
from extractor.page.pictures import Captioned, is_caption, pictures
from extractor.page.story import Story, find_story, mass
from extractor.page.tree import SOUP_LIMIT, Tree, parse_deep
from extractor.values.language import language

MAX_TEXT = 2_000_000  # characters of one article; what is longer is no article, and is cut at a block's end
Found = dict[str, list[etree._Element]]


@dataclass
class Reading:
    """An article and what was met on the way to it."""

    article: report.Article
    warnings: list[report.Warning] = field(default_factory=list)
    profile: str | None = None
    url: str | None = None


@dataclass
class Parts:
    """The parts of one page's story, as blocks of its outline."""

    headline: str | None = None
    headline_block: Block | None = None
    standfirst: Block | None = None
    body: list[Block] = field(default_factory=list)
    shown: list[Captioned] = field(default_factory=list)
    credit: Credit = field(default_factory=Credit)
    first: int = 0


def read_article(html: str, tree: Tree, *, url: str | None, published: str | None, profiles: bool = True) -> Reading:
    """The article of a parsed page; `profiles` says whether site profiles may be used."""
    try:
        page = outline(tree.root)
    except TooDeep:
        tree = parse_deep(html) or tree
        page = outline(tree.root)
    meta = metadata(tree.root, [block.text for block in page.blocks if block.box.tag in HEADINGS])
    address = url or meta.canonical
    warnings: list[report.Warning] = []
    profile, found = profile_of(tree, address, warnings) if profiles else (None, {})
    parts = read_parts(page, meta, found, base=base_of(meta, url))
    fields = fields_of(page, meta, parts, found, address)
    fields["published"] = published or fields["published"]
    if problem := wall_of(parts, meta):
        warnings.append(notices.warning(problem))
        parts.body, parts.shown, parts.standfirst = [], [], None
        fields |= {"standfirst": None, "images": (), "dateline": None}
    elif not parts.body:
        warnings.append(notices.warning("no_story"))
    elif notices.is_cut(page, meta, parts.body):
        warnings.append(notices.warning("paywall"))
    lines = cut(lines_of(page, parts), warnings)
    fields["language"] = language(meta.language, "\n".join(line.text for line in lines[:60]))
    warnings += general_warnings(tree, meta)
    return Reading(assemble(lines, fields, tree), warnings, profile, meta.canonical)


def profile_of(tree: Tree, address: str | None, warnings: list[report.Warning]) -> tuple[str | None, Found]:
    """The site profile's name and what it finds; nothing where there is none, or where it no longer fits the page."""
    try:
        profile = site_profiles.for_address(address)
    except site_profiles.ProfileError as error:
        warnings.append(notices.warning("profile_broken", reason=str(error)))
        return None, {}
    if profile is None:
        return None, {}
    found = profile.find(tree.root)
    missing = [name for name in ("headline", "body") if not any(has_text(element) for element in found.get(name, ()))]
    if missing:
        warnings.append(notices.warning("profile_mismatch", host=profile.host, missing=" and ".join(missing)))
        return None, {}
    return profile.host, found


def has_text(element: etree._Element) -> bool:
    """Whether an element shows any text."""
    return any(not piece.isspace() for piece in element.itertext())


def read_parts(page: Outline, meta: Metadata, found: Found, *, base: str | None) -> Parts:
    """Headline, standfirst, story, pictures and byline of a page; `found` is what a site profile says of them."""
    leave_out(page, found)
    story = find_story(page, within=set(found.get("body", ())))
    parts = Parts(first=page.blocks.index(story.blocks[0]) if story and story.blocks else 0)
    parts.headline_block = block_of(page, found.get("headline", ()))
    parts.headline = parts.headline_block.text if parts.headline_block else None
    if parts.headline_block is None:
        parts.headline, parts.headline_block = titles.find_headline(page, meta, parts.first)
    body = [block for block in (story.blocks if story else []) if block is not parts.headline_block]
    body = after(body, page, parts.headline_block)
    parts.standfirst = block_of(page, found.get("standfirst", ())) or titles.find_standfirst(
        page, meta, parts.headline_block, body
    )
    body = [block for block in body if block is not parts.standfirst and block.text != parts.headline]
    parts.shown = pictures_of_story(page, story, body, parts.headline_block, base)
    in_captions = {id(block) for picture in parts.shown for block in picture.blocks}
    body = [block for block in body if id(block) not in in_captions and not is_caption(block)]
    lines = [text_in(element) for element in found.get("byline", ())]
    parts.credit = credits.who_wrote(page, meta, parts.headline_block, body, lines)
    parts.body = credits.without_credits(body, parts.credit)
    return parts


def leave_out(page: Outline, found: Found) -> None:
    """Mark the boxes that a profile says are not of the story, and those that it says are captions."""
    dropped, captions = set(found.get("drop", ())), set(found.get("caption", ()))
    if not dropped and not captions:
        return
    for box in page.boxes:
        if box.element in dropped:
            box.marks |= Mark.FURNITURE | Mark.RIVAL | Mark.CONSENT
        if box.element in captions:
            box.marks |= Mark.CAPTION


def block_of(page: Outline, elements: list[etree._Element] | tuple[()]) -> Block | None:
    """The first block that stands in one of the elements."""
    wanted = set(elements)
    for block in page.blocks if wanted else ():
        element: etree._Element | None = block.box.element
        for _ in range(4):
            if element is None:
                break
            if element in wanted:
                return block
            element = element.getparent()
    return None


def base_of(meta: Metadata, url: str | None) -> str | None:
    """The address from which the page's relative ones count."""
    address = url or meta.canonical
    return titles.joined(address, meta.base) if meta.base else address


def after(body: list[Block], page: Outline, headline: Block | None) -> list[Block]:
    """The blocks of the story that stand after its headline; all, where that would leave little."""
    if headline is None:
        return body
    place = {id(block): at for at, block in enumerate(page.blocks)}
    below = [block for block in body if place[id(block)] > place[id(headline)]]
    return below if sum(map(mass, below)) > 0.5 * sum(map(mass, body)) else body


def pictures_of_story(
    page: Outline, story: Story | None, body: list[Block], headline: Block | None, base: str | None
) -> list[Captioned]:
    """The pictures from the headline to the story's end."""
    if story is None or not body:
        return []
    place = {id(block): at for at, block in enumerate(page.blocks)}
    start = min(story.box.first, place[id(body[0])])
    if headline is not None and place[id(headline)] < start:
        start = max(place[id(headline)] - 3, start - 60, 0)
    return pictures(page, story.box, start, min(place[id(body[-1])] + 4, story.box.last), base)


def fields_of(page: Outline, meta: Metadata, parts: Parts, found: Found, address: str | None) -> dict[str, object]:
    """The fields of the article but for its text."""
    named = next((text for element in found.get("publisher", ()) if (text := text_in(element))), None)
    day = next((moment for element in found.get("published", ()) if (moment := moment_of(element))), None)
    opening = next((block.text for block in parts.body if block.box.tag not in HEADINGS), "")
    return {
        "headline": parts.headline,
        "standfirst": parts.standfirst.text if parts.standfirst else None,
        "bylines": parts.credit.people,
        "agency": parts.credit.agency,
        "publisher": named or meta.publisher or meta.site,
        "published": day or meta.published or date_on_page(page, parts.first) or moments.in_address(address or ""),
        "modified": meta.modified,
        "dateline": find_dateline(opening) or meta.dateline,
        "section": meta.section,
        "tags": tuple(meta.tags),
        "images": tuple(picture.image for picture in parts.shown),
    }


def date_on_page(page: Outline, first: int) -> str | None:
    """The day of publication as the page prints it near the headline."""
    for named in page.named:
        near = not named.box.furniture and named.at <= first + 3
        if near and (named.element.tag == "time" or named.marks & Mark.DATE) and (moment := moment_of(named.element)):
            return moment
    for block in page.blocks[max(0, first - 12) : first + 2]:
        if len(block.text) < 200 and not block.box.furniture and (moment := moments.printed(block.text)):
            return moment
    return None


def moment_of(element: etree._Element) -> str | None:
    """The date that an element holds, in its attributes or in words."""
    stamp = element.get("datetime") or element.get("content")
    return (moments.iso(stamp) if stamp else None) or moments.printed(text_in(element)[:200])


def wall_of(parts: Parts, meta: Metadata) -> str | None:
    """The code of what the page shows instead of a story."""
    if notices.is_missing_page(parts.headline, meta, parts.body):
        return "soft_404"
    return "consent_wall" if notices.is_consent_wall(parts.headline, meta, parts.body) else None


def lines_of(page: Outline, parts: Parts) -> list[Line]:
    """The article's text, line by line."""
    head, standfirst = parts.headline_block, parts.standfirst
    lines = [Line(parts.headline, "headline", head.box.element if head else None)] if parts.headline else []
    lines += [Line(standfirst.text, "standfirst", standfirst.box.element)] if standfirst else []
    return lines + in_page_order(page, parts.body, parts.shown)


def cut(lines: list[Line], warnings: list[report.Warning]) -> list[Line]:
    """The lines up to the limit of a text."""
    size = 0
    for at, line in enumerate(lines):
        size += len(line.text) + 2
        if size <= MAX_TEXT:
            continue
        warnings.append(notices.warning("text_cut", limit=MAX_TEXT))
        before = size - len(line.text) - 2
        if before > MAX_TEXT / 2:
            return lines[:at]
        # One block that takes half of the limit and more: it is cut between words, as it has no end to cut at.
        short = line.text[: MAX_TEXT - before]
        return [*lines[:at], replace(line, text=short.rpartition(" ")[0] or short)]
    return lines


def general_warnings(tree: Tree, meta: Metadata) -> list[report.Warning]:
    """What else a reader should know of how the page was read."""
    out = []
    if meta.ignored:
        out.append(notices.warning("jsonld_ignored", count=meta.ignored))
    if tree.cut:
        out.append(notices.warning("page_cut", limit=SOUP_LIMIT))
    return out


def assemble(lines: list[Line], fields: dict[str, object], tree: Tree) -> report.Article:
    """The article with its text and blocks; offsets count code points."""
    blocks, at = [], 0
    for line in lines:
        xpath = tree.xpath(line.element) if line.element is not None else None
        blocks.append(report.Block(start=at, end=at + len(line.text), kind=line.kind, xpath=xpath))
        at += len(line.text) + 2
    text = "\n\n".join(line.text for line in lines)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return report.Article.model_validate({**fields, "text": text, "text_sha256": digest, "blocks": tuple(blocks)})
