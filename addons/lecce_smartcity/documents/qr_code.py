# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""QR codes drawn as filled rectangles, quiet zone included."""

import qrcode
from qrcode.exceptions import DataOverflowError

from . import layout

_SMALLEST = 0.298  # mm a module (version 15 on a card): below, phones fail to read a printed code
_QUIET = 2


def matrix(content, millimetres, mask=None):
    """The modules of a code, rows of booleans, to be drawn ``millimetres`` wide.

    ``mask`` 0-7 saves the search for the best one, which is most of the work. Raises ``ValueError`` when ``content`` is too long
    to be read at that size.

    >>> len(matrix("abc", 23))
    25
    >>> matrix("x" * 3000, 23)
    Traceback (most recent call last):
    ...
    ValueError: The text of the QR code is too long to be read at 23 mm.
    """
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=_QUIET, mask_pattern=mask)
    code.add_data(content)
    try:
        code.make(fit=True)
        fits = code.modules_count * _SMALLEST <= millimetres
    except (DataOverflowError, ValueError):
        fits = False
    if not fits:
        raise ValueError(f"The text of the QR code is too long to be read at {millimetres:g} mm.")
    return code.get_matrix()


def draw(canvas, modules, x, y, size):
    """Draw a matrix with its lower left corner at ``x``, ``y``, ``size`` points wide; runs of dark modules are one rectangle."""
    module = size / len(modules)
    canvas.setFillColor(layout.INK)
    path = canvas.beginPath()
    for row, line in enumerate(modules):
        top = y + size - (row + 1) * module
        start = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.rect(x + start * module, top, (column - start) * module, module)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)
