"""Bytes in, bytes out: Excel, DOCX, QR codes, pictures of numbers."""
