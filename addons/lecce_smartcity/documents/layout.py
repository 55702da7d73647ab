# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The page: the only module that knows A4, its margins, its colours and its styles.

Two kinds of documents share it. Books are drawn straight onto a canvas (``ledger.py``), fast;
letters and sheets flow through platypus (``flow.py``). Output is a function of the input:
no clock, no random identifier.
"""

import datetime
import zlib
from functools import lru_cache
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .typefaces import BOLD, ITALIC, REGULAR, Typesetter, printable, register, runs, text_width

PORTRAIT, LANDSCAPE = A4, landscape(A4)
MARGIN = 20 * mm  # sides of letters and sheets
BOOK_MARGIN = 12 * mm  # sides of books
FOOT = 12 * mm  # baseline of the footer

INK = HexColor("#1c1e21")
ACCENT = HexColor("#1f3a5f")  # prints as a dark grey
GREY = HexColor("#5b6168")
HAIR = HexColor("#b9bec4")
WASH = HexColor("#f3f4f6")

_PIXELS_MAX = 25_000_000
_LOGO_PIXELS = 600
_LOGO_BYTES = 60_000


def style(name, font=REGULAR, size=10.0, leading=None, **options):
    """A paragraph style of ours: ink, no widows, no orphans, long words broken; ``options`` are those of platypus."""
    register()
    values = {"textColor": INK, "bulletFontName": REGULAR, "splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0}
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading or size * 1.38, **(values | options)
    )


STYLES = {
    "body": style("body", size=10.5, leading=15.2, alignment=TA_JUSTIFY, spaceAfter=7),
    "plain": style("plain", size=10.5, leading=15.2),
    "salutation": style("salutation", size=10.5, leading=15.2, spaceAfter=7),
    "subject": style("subject", size=10.5, leading=15.2, spaceAfter=13),
    "quote": style("quote", ITALIC, size=10.5, leading=15.2),
    "source": style("source", size=8.5, textColor=GREY, spaceBefore=2),
    "title": style("title", BOLD, size=19, leading=24, textColor=ACCENT, spaceAfter=3),
    "subtitle": style("subtitle", size=10.5, leading=14.5, textColor=GREY, spaceAfter=12),
    "heading": style(
        "heading",
        BOLD,
        size=12,
        leading=16,
        textColor=ACCENT,
        spaceBefore=13,
        spaceAfter=4,
        keepWithNext=1,
    ),
    "subheading": style(
        "subheading", BOLD, size=9.5, leading=13, spaceBefore=7, spaceAfter=3, keepWithNext=1
    ),
    "label": style("label", size=8.8, leading=12.2, textColor=GREY),
    "label_bold": style("label_bold", BOLD, size=8.8, leading=12.2, textColor=ACCENT),
    "value": style("value", size=9.3, leading=12.6),
    "small": style("small", size=8.5, leading=11.8, textColor=GREY),
    "right": style("right", size=10.5, leading=15.2, alignment=TA_RIGHT),
    "lead": style("lead", size=11.5, leading=18.5, alignment=TA_JUSTIFY, spaceAfter=9),
    "name": style("name", BOLD, size=17, leading=23, textColor=INK, spaceAfter=8),
}


def stamp(canvas, title, association_name, words, moment):
    """Write the metadata: title, author, language, and ``moment`` as the date of creation."""
    canvas.setTitle(printable(title))
    canvas.setAuthor(printable(association_name))
    canvas.setCreator(printable(association_name))
    canvas.setProducer("ReportLab")
    canvas.setSubject(printable(title))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.combine(moment, datetime.time())
    # The public switch is `invariant`, which dates every document 2000; the moment of the data
    # is as reproducible, and true.
    canvas._doc._timeStamp.lt = moment.timetuple()
    canvas._doc._timeStamp.YMDhms = tuple(moment.timetuple())[:6]
    canvas.setDateFormatter(lambda *a: "D:{:04d}{:02d}{:02d}{:02d}{:02d}{:02d}".format(*a[:6]))


def new_canvas(pagesize, words):
    """``(buffer, canvas)`` of a document whose bytes depend on its content alone."""
    register()
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=pagesize,
        pageCompression=1,
        invariant=1,
        lang=words.locale,
        initialFontName=REGULAR,
    )
    return buffer, canvas


class Pen:
    """Draws text and lines on a canvas; all user text goes through ``printable``."""

    def __init__(self, canvas, typesetter=None):
        self.canvas = canvas
        self.typesetter = typesetter or Typesetter()

    def text(self, x, y, text, font=REGULAR, size=9.0, color=INK, align="left"):
        """One line, baseline at ``y``, ``x`` its left, right or centre; returns the width."""
        text = printable(text)
        width = text_width(text, font, size)
        x -= {"left": 0, "right": width, "centre": width / 2}[align]
        self.canvas.setFillColor(color)
        for chosen, piece in runs(text, font):
            self.canvas.setFont(chosen, size)
            self.canvas.drawString(x, y, piece)
            x += text_width(piece, chosen, size)
        return width

    def lines(self, x, y, text, width, font=REGULAR, size=9.0, leading=None, color=INK):
        """Wrapped text from baseline ``y`` down; returns the baseline after the last line."""
        for line in self.typesetter.wrap(text, font, size, width):
            self.text(x, y, line, font, size, color)
            y -= leading or size * 1.35
        return y

    def fitted(self, x, y, text, width, font=REGULAR, size=9.0, smallest=6.0, color=INK):
        """One line made smaller until it fits; if it cannot, its end becomes an ellipsis."""
        text = printable(text)
        while size > smallest and text_width(text, font, size) > width:
            size -= 0.25
        if text_width(text, font, size) > width:
            while text and text_width(text + "…", font, size) > width:
                text = text[:-1]
            text = text.rstrip() + "…"
        self.text(x, y, text, font, size, color)

    def rule(self, x1, y1, x2, y2, color=HAIR, width=0.4):
        """A line."""
        self.canvas.setStrokeColor(color)
        self.canvas.setLineWidth(width)
        self.canvas.line(x1, y1, x2, y2)

    def logo(self, data, x, top, width, height):
        """The logo inside a box, top left; returns the width used (0 without a usable logo)."""
        found = _logo(data)
        if found is None:
            return 0.0
        image, jpeg = found
        scale = min(width / image.width, height / image.height)
        used = image.width * scale
        source = ImageReader(BytesIO(jpeg) if jpeg else image)
        self.canvas.drawImage(source, x, top - image.height * scale, used, image.height * scale)
        return used


@lru_cache(maxsize=4)  # thousands of letters bear the same one
def _logo(data):
    """A logo as a small opaque picture and, where that is a photograph, its JPEG; None when there is none or it cannot be read.

    A letter matters more than its ornament: an unreadable logo is left out. What compresses badly would be compressed anew for
    each letter, which takes longer than the letter: it goes in as JPEG.
    """
    if not data:
        return None
    try:
        image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > _PIXELS_MAX:
            return None
        image = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    paper.thumbnail((_LOGO_PIXELS, _LOGO_PIXELS))
    if len(zlib.compress(paper.tobytes(), 1)) < _LOGO_BYTES:
        return paper, b""
    jpeg = BytesIO()
    paper.save(jpeg, "JPEG", quality=90)
    return paper, jpeg.getvalue()


def contact_lines(association, words, day):
    """The lines under the name on a letterhead: form and register; seat; numbers."""
    facts = [association.legal_form_label]
    if association.runts_on and association.runts_on <= day:
        facts.append(words("registered_on", date=words.date(association.runts_on)))
    numbers = [
        f"{words(label)}\xa0{value}"
        for label, value in (
            ("tax_code", association.codice_fiscale),
            ("pec", association.pec),
            ("email", association.email),
        )
        if value
    ]
    lines = [[part for part in facts if part], [association.seat], numbers]
    return [" · ".join(parts) for parts in lines if any(parts)]


def letterhead(canvas, association, words, day, pagesize=PORTRAIT, margin=MARGIN):
    """The first page's head: logo, name, contacts and a rule. Returns the ``y`` of the rule."""
    pen = Pen(canvas)
    width, height = pagesize
    top = height - 13 * mm
    used = pen.logo(association.logo, margin, top, 34 * mm, 17 * mm)
    x = margin + (used + 5 * mm if used else 0)
    room = width - margin - x
    y = top - 11
    for line in pen.typesetter.wrap(association.name_on(day), BOLD, 14, room):
        pen.text(x, y, line, BOLD, 14, ACCENT)
        y -= 17
    y += 2.5
    for text in contact_lines(association, words, day):
        y = pen.lines(x, y, text, room, size=8.2, leading=11, color=GREY)
    y = min(y + 3, top - (17.5 * mm if used else 0))
    pen.rule(margin, y, width - margin, y, ACCENT, 0.9)
    return y


def running_head(canvas, left, right, pagesize=PORTRAIT, margin=MARGIN):
    """The head of following pages: whose document (left), which document (right)."""
    pen = Pen(canvas)
    width, height = pagesize
    y = height - 13 * mm
    half = (width - 2 * margin) / 2 - 6
    pen.fitted(margin, y, left, half, BOLD, 8.2, color=ACCENT)
    right_lines = pen.typesetter.wrap(right, REGULAR, 8.2, half)
    if right_lines:
        text = right_lines[0] + ("…" if len(right_lines) > 1 else "")
        pen.text(width - margin, y, text, REGULAR, 8.2, GREY, "right")
    pen.rule(margin, y - 5, width - margin, y - 5, HAIR)


def footer(canvas, left, page, pagesize=PORTRAIT, margin=MARGIN):
    """A hairline, a note on the left and the page number on the right."""
    pen = Pen(canvas)
    width = pagesize[0]
    pen.rule(margin, FOOT + 11, width - margin, FOOT + 11, HAIR)
    number = pen.text(width - margin, FOOT, page, BOLD, 8.4, INK, "right")
    pen.fitted(margin, FOOT, left, width - 2 * margin - number - 12, REGULAR, 7.6, 5, GREY)


def close_space(canvas, top, bottom, left, right):
    """Bar the unused space of a page with a Z, as in Italian books (nothing can be added)."""
    if top - bottom < 6 * mm:
        return
    pen = Pen(canvas)
    inset = 1.5 * mm
    pen.rule(left + inset, top - inset, right - inset, top - inset, GREY, 0.6)
    pen.rule(right - inset, top - inset, left + inset, bottom + inset, GREY, 0.6)
    pen.rule(left + inset, bottom + inset, right - inset, bottom + inset, GREY, 0.6)
