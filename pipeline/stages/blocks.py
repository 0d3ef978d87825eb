"""What each paragraph of the reading text is: headline, dateline, caption, header of a speaker, body.

Comes in: the reading text, one paragraph a line, and the names in it. Goes out: `doc._.blocks` and
`doc._.metadata`. Hard about it: a page holds several pieces, and what begins the next one (本报讯, a headline before a
dateline) is seen only from the paragraphs around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicons import alternation
from pipeline.stages.annotations import Block, BlockKind, Span
from pipeline.stages.imprint import NEW_PIECE
from pipeline.stages.metadata import metadata_lines, read_metadata
from pipeline.text.lines import line_kind

_SIGNATURE = re.compile(r"^（\s*(?:本文)?(?:作者|供稿|发言人)\s*(?:[：:]|系|为|是)|^（?作者[：:系为是]")
_SPOKESMAN = re.compile(
    r"^[^。，；]{2,30}\s(?:发言人|执笔人?|报告人|主讲人)：\s*[\u4e00-\u9fff·]{2,12}$"
)  # 民进黄石市委会 发言人：乐山

# 市人大代表 高远: a role and a name alone on a line, also right under the headline
_BYLINE = re.compile(
    rf"^[^。，；：？！—“”]{{0,40}}(?:{alternation('titles')})\s+(?:[\u4e00-\u9fff·]{{2,12}}|[\u4e00-\u9fff] [\u4e00-\u9fff])$"
)
# ▍点题人：董怀谦（区政协委员、高级农艺师）
_LABELLED = re.compile(
    rf"^[▍■●◆□▶◇★▲]?\s*[\u4e00-\u9fff]{{2,6}}：\s*[\u4e00-\u9fff·]{{2,12}}（[^（）]*(?:{alternation('titles')})[^（）]{{0,6}}）$"
)


@Language.factory("jianyan_blocks_v1", assigns=["doc._.blocks", "doc._.metadata"], requires=["doc._.names"])
def make_blocks(nlp: Language, name: str) -> Blocks:
    return Blocks()


class Blocks:
    """Labels the paragraphs and counts the pieces of a page."""

    def __call__(self, doc: Doc) -> Doc:
        reading = doc._.aligned.text
        paragraphs = list(_paragraphs(reading))
        texts = [reading[start:end] for start, end in paragraphs]
        kinds = [known or self._kind(text) for text, known in zip(texts, metadata_lines(texts), strict=True)]
        bylines = {end for _, end in doc._.names}
        kinds = [
            "header" if kind in {"subheading", "title"} and end in bylines and _BYLINE.match(text) else kind
            for kind, text, (_, end) in zip(kinds, texts, paragraphs, strict=True)
        ]
        body = [i for i, kind in enumerate(kinds) if kind == "body"]
        first = body[0] if body else len(kinds)
        blocks: list[Block] = []
        section = 0
        for index, ((start, end), found) in enumerate(zip(paragraphs, kinds, strict=True)):
            kind: BlockKind = "title" if found == "subheading" and index < first else found
            if kind == "body" and NEW_PIECE.match(reading[start:end]) and index > first:
                section += 1
            blocks.append(Block(start, end, kind, section))
        doc._.blocks = blocks
        doc._.metadata = read_metadata(doc._.source)
        return doc

    @staticmethod
    def _kind(paragraph: str) -> BlockKind:
        if _SIGNATURE.match(paragraph) and len(paragraph) < 80:
            return "signature"
        if _SPOKESMAN.match(paragraph) or _LABELLED.match(paragraph):
            return "header"
        kind = line_kind(paragraph)
        match kind:
            case "text":
                return "body"
            case "heading":
                labelled = re.match(r"【[^】]{1,10}】[^：]{2,30}：.{6,}", paragraph)
                return "body" if labelled else "subheading"  # 【同期声】县人大代表 靳秋生：…
            case "caption" | "header":
                return kind
            case "credit":
                return "meta"


def _paragraphs(text: str) -> Iterator[Span]:
    position = 0
    for line in text.split("\n"):
        if line.strip():
            yield position, position + len(line)
        position += len(line) + 1
