# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Documents that flow: letters, sheets and statements, portrait A4, "page x of y"."""

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from . import layout
from .layout import ACCENT, HAIR, MARGIN, PORTRAIT, STYLES, WASH
from .typefaces import REGULAR, markup, printable, register

WIDTH = PORTRAIT[0] - 2 * MARGIN
_BOTTOM = layout.FOOT + 18
_LATER_TOP = PORTRAIT[1] - 24 * mm


def build(story, association, title, words, moment, day, note="", first=None, top=None, running=None, under=None, pages=None):
    """The PDF bytes of a document that flows.

    ``story()`` returns fresh flowables (it is laid out twice: once to count the pages).
    ``moment`` dates the file, ``day`` decides whether the name carries "ETS". ``note`` is the
    foot's text; ``first(canvas)`` draws what else the first page has; ``top`` is where its text
    begins (points from the bottom; by default under the letterhead). ``running(page)`` gives the
    right side of the head of following pages (by default the title); ``under(canvas)`` paints
    every page before its text. ``pages``: how many there will probably be; if so, the first layout is the last.
    """
    register()
    args = (association, title, words, moment, day, note, first, top, running, under)
    if pages:
        buffer = BytesIO()
        if _lay_out(story(), buffer, pages, *args) == pages:
            return buffer.getvalue()
    total = _lay_out(story(), BytesIO(), 0, *args)
    buffer = BytesIO()
    _lay_out(story(), buffer, total, *args)
    return buffer.getvalue()


def _lay_out(story, buffer, total, association, title, words, moment, day, note, first, top, running, under):
    """Lay the story out into ``buffer``; returns the number of pages."""
    name = association.name_on(day)
    heads = {}

    def foot(canvas, document):
        page = words("page_of", page=document.page, total=total)
        layout.footer(canvas, note, page)

    def first_page(canvas, document):
        layout.stamp(canvas, title, name, words, moment)
        if under:
            under(canvas)
        layout.letterhead(canvas, association, words, day)
        if first:
            first(canvas)
        foot(canvas, document)

    def later_page(canvas, document):
        if under:
            under(canvas)
        layout.running_head(canvas, name, running(document.page) if running else title)
        foot(canvas, document)

    if top is None:
        heads["y"] = head_height(association, words, day) - 9 * mm
    document = BaseDocTemplate(
        buffer,
        pagesize=PORTRAIT,
        invariant=1,
        lang=words.locale,
        pageCompression=1,
        title=title,
        author=name,
        initialFontName=layout.REGULAR,
    )
    document.addPageTemplates(
        [
            PageTemplate("first", [_frame(heads["y"] if top is None else top)], first_page),
            PageTemplate("later", [_frame(_LATER_TOP)], later_page),
        ]
    )
    document.build([NextPageTemplate("later"), *story])
    return document.page


def _frame(top):
    return Frame(
        MARGIN,
        _BOTTOM,
        WIDTH,
        top - _BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def head_height(association, words, day):
    """Where the letterhead ends (``y`` of its rule), found by drawing it on a scratch page."""
    _buffer, canvas = layout.new_canvas(PORTRAIT, words)
    return layout.letterhead(canvas, association, words, day)


def text(value, style="body"):
    """A paragraph of plain text in a named style."""
    chosen = STYLES[style]
    return Paragraph(markup(value, chosen.fontName), chosen)


class _Heading(Paragraph):
    """A heading that is also an entry of the outline."""

    def draw(self):
        """Draw it and leave a bookmark."""
        canvas = self.canv
        canvas.lsc_headings = getattr(canvas, "lsc_headings", 0) + 1
        key = f"h{canvas.lsc_headings}"
        canvas.bookmarkHorizontal(key, 0, self.height + 12)
        canvas.addOutlineEntry(self.outline, key, 0)
        return super().draw()


def heading(value):
    """A section's heading, entered in the document's outline."""
    paragraph = _Heading(markup(value, STYLES["heading"].fontName), STYLES["heading"])
    paragraph.outline = printable(value)
    return paragraph


def table_style(commands):
    """A TableStyle in our font: platypus would name Helvetica, which is not embedded, even for cells without text."""
    return TableStyle([("FONTNAME", (0, 0), (-1, -1), REGULAR), *commands])


def space(millimetres):
    """Vertical space."""
    return Spacer(1, millimetres * mm)


def facts(rows, label_share=0.32, width=WIDTH, boxed=False):
    """A two-column table of (label, value) texts; long ones continue on the next page."""
    label_width = width * label_share
    cells = [[text(label, "label"), text(value, "value")] for label, value in rows]
    table = Table(cells, colWidths=[label_width, width - label_width], splitInRow=1)
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 7 if boxed else 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
        ("LINEBELOW", (0, 0), (-1, -2 if boxed else -1), 0.3, HAIR),
    ]
    if boxed:
        style.append(("BACKGROUND", (0, 0), (-1, -1), WASH))
    table.setStyle(table_style(style))
    return table


def box(title, rows, width=WIDTH):
    """A framed table with a heading, for what must not be overlooked."""
    heading = Table([[text(title, "label_bold")]], colWidths=[width])
    heading.setStyle(
        table_style(
            [
                ("BACKGROUND", (0, 0), (-1, -1), WASH),
                ("LINEABOVE", (0, 0), (-1, 0), 0.9, ACCENT),
                ("LEFTPADDING", (0, 0), (-1, -1), 7),
                ("TOPPADDING", (0, 0), (-1, -1), 5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ]
        )
    )
    heading.keepWithNext = True
    body = facts(rows, 0.27, width, boxed=True)
    return [heading, body, space(4)]


def quote(passage, source=""):
    """A passage set apart by a bar on its left, with its source."""
    cells = [[text(passage, "quote")]]
    if source:
        cells.append([text(source, "source")])
    table = Table(cells, colWidths=[WIDTH], splitInRow=1)
    table.setStyle(
        table_style(
            [
                ("LINEBEFORE", (0, 0), (0, -1), 1.6, ACCENT),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return [table, space(3)]


def signature(person, offset=0.54, room=15 * mm):
    """Office, ``room`` to sign in above a line and the name, on the right side, never split."""
    width = WIDTH * (1 - offset)
    cells = [["", text(person.role, "plain")], ["", ""], ["", text(person.name, "plain")]]
    table = Table(cells, colWidths=[WIDTH * offset, width], rowHeights=[None, room, None])
    table.setStyle(
        table_style(
            [
                ("LINEBELOW", (1, 1), (1, 1), 0.6, HAIR),
                ("LEFTPADDING", (1, 0), (1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                ("NOSPLIT", (0, 0), (-1, -1)),
            ]
        )
    )
    return table


def signatures(people):
    """Places to sign, two beside each other; a single one on the right."""
    people = list(people)
    if len(people) == 1:
        return [signature(people[0])]
    rows = []
    for pair in (people[at : at + 2] for at in range(0, len(people), 2)):
        cells = [[text(one.role, "plain"), Spacer(1, 16 * mm), _line(), text(one.name, "plain")] for one in pair]
        widths = [WIDTH * share for share in (0.44, 0.12, 0.44)]
        table = Table([[cells[0], "", cells[1] if len(cells) > 1 else ""]], colWidths=widths)
        whole = ((0, 0), (-1, -1))
        table.setStyle(table_style([("VALIGN", *whole, "TOP"), ("LEFTPADDING", *whole, 0), ("NOSPLIT", *whole)]))
        rows += [table, space(8)]
    return rows


def _line():
    table = Table([[""]], colWidths=[WIDTH * 0.44], rowHeights=[2])
    table.setStyle(table_style([("LINEABOVE", (0, 0), (-1, 0), 0.6, HAIR)]))
    return table
