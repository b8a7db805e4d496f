"""Bytes in, bytes out: Excel, DOCX, PDF, calendars, QR codes, pictures of numbers."""
