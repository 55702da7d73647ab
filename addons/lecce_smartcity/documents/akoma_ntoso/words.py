# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The words of an element of Akoma Ntoso."""

from lxml import etree

from ...bylaws.statute.model import one_line

# Elements that do not end a word: "<b>C</b>omune" is one word, "<p>Art.</p><p>1</p>" are two.
_INLINE_NAMES = (
    "a abbr affectedDocument argument b change concept courtType date decoration def del docAuthority docCommittee "
    "docDate docIntroducer docJurisdiction docketNumber docNumber docProponent docPurpose docStage docStatus docTitle docType "
    "docVersion entity event extractText fillIn i inline ins judge labelOfAct lawyer legislature location marker mmod mod mref "
    "neutralCitation noteRef object omissis opinion organization outcome party person placeholder process quantity quotedText "
    "ref relatedDocument remark rmod role rref scene session shortTitle signature span sub sup term time u vote"
)
INLINE = frozenset(_INLINE_NAMES.split())


def name_of(element):
    """The element's name without its namespace.

    >>> name_of(etree.fromstring('<a:p xmlns:a="x"/>'))
    'p'
    """
    return etree.QName(element).localname


def words_of(element, skip=()):
    """All the words below ``element`` on one line, but those of elements named in ``skip``.

    >>> words_of(etree.fromstring("<p>il <b>C</b>omune<eol/>di Lecce <note>x</note></p>"), {"note"})
    'il Comune di Lecce'
    """
    pieces = []
    _gather(element, frozenset(skip), pieces)
    return one_line("".join(pieces))


def _gather(element, skip, pieces):
    pieces.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and name_of(child) not in skip:
            gap = "" if name_of(child) in INLINE else " "
            pieces.append(gap)
            _gather(child, skip, pieces)
            pieces.append(gap)
        pieces.append(child.tail or "")
