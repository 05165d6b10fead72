"""Papers of attendance: the sheet to sign, the codes as pictures, the list as a workbook."""
