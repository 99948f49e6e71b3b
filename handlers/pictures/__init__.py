"""Pictures for Telegram: plain data and a Translator become the bytes of a PNG.

What is drawn is listed first (a :class:`handlers.pictures.drawing.Drawing` of texts and bars in pixels), so that it
can be looked at without being drawn.
"""
