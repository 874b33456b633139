package export

import "io"

// Table is a table of results, such as counts: what is to be written by itself,
// and not as a part of a project.
type Table struct {
	Name    string // of the sheet in a workbook: at most 31 characters, none of \ / ? * [ ] :
	Columns []Column
	Rows    [][]string // as they stand in the CSV; numbers with a point and nothing between thousands
}

// Column is a column of a Table.
type Column struct {
	Name   string
	Number bool // the cells are numbers, or empty
}

func (t Table) sheet() sheet {
	s := sheet{name: t.Name, rows: rowsOf(t.Rows)}
	for _, c := range t.Columns {
		f := field{name: c.Name}
		if c.Number {
			f.kind = whole
		}
		s.fields = append(s.fields, f)
	}
	return s
}

// CSV writes the table as CSV does the codings; o.Variables is not looked at.
func (t Table) CSV(w io.Writer, o Options) error { return writeCSV(w, t.sheet(), o) }

// XLSX writes the table as a workbook of one sheet, in the way of the format
// xlsx.
func (t Table) XLSX(w io.Writer) error {
	b := &workbook{archive: newArchive(w), rows: excelRows}
	return b.write([]sheet{t.sheet()})
}
