"""QR codes in cells: a picture in each row, as tall as that takes, on a sheet that goes to the printer as it is."""

from __future__ import annotations

import io
from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from papers import qr

SIDE_PX = 120  # on a screen at 100 %: 32 mm, of which a page that is fitted to its width keeps two thirds and more
_FRAME_PX = 4
_PIXELS_A_MODULE = 4
_MOVE_AND_SIZE_WITH_CELLS = 1
_A4 = 9


def draw(page: Worksheet, top: int, at: int, texts: Sequence[str], look: Format) -> None:
    """Put the code of each of `texts` into column `at`, from row `top` on; no text, no code."""
    page.set_column_pixels(at, at, SIDE_PX + 2 * _FRAME_PX)
    for row, text in enumerate(texts, top):
        page.write_blank(row, at, None, look)
        if text:
            page.set_row_pixels(row, SIDE_PX + 2 * _FRAME_PX)
            picture = qr.png(text, _PIXELS_A_MODULE)
            scale = SIDE_PX / int.from_bytes(picture[16:20], "big")  # where a PNG says how wide it is
            page.insert_image(
                row,
                at,
                "qr.png",
                {
                    "image_data": io.BytesIO(picture),
                    "x_offset": _FRAME_PX,
                    "y_offset": _FRAME_PX,
                    "x_scale": scale,
                    "y_scale": scale,
                    "object_position": _MOVE_AND_SIZE_WITH_CELLS,
                    "decorative": True,
                },
            )


def set_up_print(page: Worksheet, header: int) -> None:
    """Let the sheet be printed across, as wide as a page, with row `header` at the top of each."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(header)
    page.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    page.set_footer("&C&P / &N")
