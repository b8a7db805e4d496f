# Excel tables from people: why a file cannot be read, what is marked in its copy

tables-file-forgotten = This file is deleted by now. Ask for it again.
tables-file-broken = The file is damaged and cannot be opened. Save it in Excel anew and send it again.
tables-file-too_large = The file is too large. Leave only the list in it and send it again.
tables-file-not_excel = This is no Excel table. Send an .xlsx file, best of all our template.
tables-file-macros = The file has macros, such files are not opened. Save it as “Excel Workbook (.xlsx)”.
tables-file-empty = The file is empty. Take the template and fill it in.
tables-file-encrypted = The file has a password. Take it off and send the file again.
tables-file-old_excel = This is the old .xls format. Open the file in Excel and save it as .xlsx.
tables-file-too_many_rows = Too many rows, at most { $most } may be sent. Take out what is not needed.
tables-file-no_rows = The file has a header and not a single row.
tables-file-columns_double = A column stands there twice: { $titles }. Leave one.
tables-file-columns_missing = Columns are missing: { $titles }. Take the template, they are named there as needed.
tables-file-name-marked = to-correct.xlsx

tables-marks-title = To correct
tables-marks-note = Put the marked cells right and send the file again.
tables-marks-row = Row
tables-marks-column = Column
tables-marks-text = What is wrong

tables-fault-required = A value is needed here
tables-fault-too_long = Too long: up to { $longest } characters
tables-fault-not_integer = “{ $value }” is no whole number
tables-fault-not_number = “{ $value }” is no number
tables-fault-not_date = “{ $value }” is no date, DD.MM.YYYY is needed
tables-fault-not_yes_no = “{ $value }”: write “Yes” or “No”
tables-fault-formula = This is a formula. Paste its value as a number or text
tables-fault-error_value = This is an error of Excel: { $value }
tables-fault-merged = The cell is merged with others. Split them: everybody has a row of their own
