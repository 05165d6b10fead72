"""Writers of papers: the same plain data as DOCX, as PDF and as HTML for the page."""
