package window

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate/export"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/panes"
	"gloss/app/words"
)

// delimiters are what columns can be parted by, and how a person calls them.
var delimiters = []struct {
	rune
	name words.Key
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}}

// formatNames are the labels of export.Formats by their names.
var formatNames = map[string]words.Key{
	"csv":         "Table (CSV)",
	"xlsx":        "Spreadsheet (XLSX)",
	"datapackage": "Data package for R and Python",
	"json":        "Web Annotations (JSON Lines)",
	"spacy":       "Spans for spaCy and Prodigy (JSON Lines)",
	"doccano":     "Spans for doccano (JSON Lines)",
	"html":        "Report to read and print (HTML)",
	"docx":        "Report for Word and LibreOffice (DOCX)",
	"qdpx":        "Project for MAXQDA, ATLAS.ti and others (REFI-QDA)",
	"qdpx-nvivo":  "Project for NVivo (REFI-QDA)",
	"codebook":    "Codebook (CSV)",
	"qdc":         "Codebook for NVivo, MAXQDA, ATLAS.ti (REFI-QDA)",
}

// previewRows is how many rows the preview shows.
const previewRows = 30

// exportSheet asks how to write the table and shows its first rows as they
// will stand in the file.
type exportSheet struct {
	w        *window
	format   *panes.Picker // of export.Formats; the options below are for the first, CSV
	bom      *panes.Tick
	guard    *panes.Tick
	spss     *panes.Tick
	delim    *panes.Picker
	parts    *panes.Picker // of reportParts
	kept     *panes.Picker // the filters of the project, behind what filters holds
	filters  []store.Filter
	tag      *panes.Picker
	tags     []string // IDs; "" for all
	article  *panes.Picker
	articles []string // IDs; "" for all
	coder    *panes.Picker
	coders   []string // IDs; "" for all
	table    *panes.KeyTable
	text     *widget.Label // the preview of a format that is text
	about    *widget.Label
	sheet    *sheet
	only     map[bool][]fyne.CanvasObject // what is on offer for CSV alone (true), for reports alone (false)

	content *fyne.Container
	rows    [][]string // the header first
	reading bool       // a preview is on its way
	wanted  bool       // confirmed before it has come
	risky   bool       // a spreadsheet might run one of the cells as a formula
	asked   int        // number of the latest preview
}

// askExport opens the dialog with the first rows of all codings.
func (w *window) askExport() *exportSheet {
	e := &exportSheet{w: w, about: panes.NewParagraph("")}
	changed := func() { e.preview() }
	var formats []string
	for _, f := range export.Formats() {
		formats = append(formats, say(formatNames[f.Name]))
	}
	e.format = panes.NewPicker(formats, func(string) { e.offerOptions() })
	e.bom = panes.NewTick(say("Mark the file as UTF-8, so that Excel reads it right"), func(bool) { changed() })
	e.bom.Checked = w.prefs.BoolWithFallback(prefBOM, true)
	e.guard = panes.NewTick(say("Put ' before cells that begin with =, +, - or @, which a spreadsheet would run as formulas"), func(bool) { changed() })
	e.guard.Checked = w.prefs.String(prefGuard) == "yes"
	e.spss = panes.NewTick(say("For SPSS: no line breaks in cells, and names of columns that SPSS takes"), func(bool) { changed() })
	e.spss.Checked = w.prefs.Bool(prefSPSS)
	var names []string
	for _, d := range delimiters {
		names = append(names, say(d.name))
	}
	e.delim = panes.NewPicker(names, nil)
	e.delim.SetSelectedIndex(max(0, min(len(names)-1, w.prefs.Int(prefDelimiter))))
	names = nil
	for _, part := range reportParts {
		names = append(names, say(part.name))
	}
	e.parts = panes.NewPicker(names, nil)
	e.parts.SetSelectedIndex(max(0, min(len(names)-1, w.prefs.Int(prefParts))))
	e.offerFilters()
	e.tag, e.tags = w.tagSelect("", w.only, say("all tags"))
	e.article = panes.NewPicker([]string{say("all articles")}, nil)
	e.articles = []string{""}
	for i, a := range w.shown.articles {
		e.article.Options = append(e.article.Options, fmt.Sprintf("%d. %s", i+1, panes.Clip(panes.TitleOf(&a.Article), 70)))
		e.articles = append(e.articles, a.ID)
	}
	e.article.SetSelectedIndex(0)
	e.coder = panes.NewPicker([]string{say("all coders")}, nil)
	e.coders = []string{""}
	for _, k := range w.comparable() {
		e.coder.Options = append(e.coder.Options, k.Name)
		e.coders = append(e.coders, k.ID)
	}
	e.coder.SetSelectedIndex(0)
	for _, s := range []*panes.Picker{e.delim, e.parts, e.kept, e.tag, e.article, e.coder} {
		s.OnChanged = func(string) { changed() }
	}
	e.table, e.text = e.newTable(), widget.NewLabel("")
	e.text.TextStyle.Monospace, e.text.SizeName, e.text.Wrapping = true, theme.SizeNameCaptionText, fyne.TextWrapBreak
	label := func(s string) fyne.CanvasObject { return widget.NewLabel(s) }
	delim, parts := label(say("Columns parted by")), label(say("Parts"))
	e.only = map[bool][]fyne.CanvasObject{true: {delim, e.delim, e.bom, e.guard, e.spss}, false: {parts, e.parts}}
	options := container.NewVBox(
		form(label(say("Format")), e.format),
		container.NewGridWithColumns(2,
			form(label(say("Passages")), e.kept, label(say("Articles")), e.article),
			form(label(say("Tags")), e.tag, label(say("Coders")), e.coder)),
		form(delim, e.delim, parts, e.parts),
		e.bom, e.guard, e.spss, e.about)
	e.format.SetSelectedIndex(max(0, indexOfFormat(w.prefs.String(prefFormat))))
	e.content = container.New(&optionsAbove{options: options}, container.NewVScroll(options), container.NewStack(e.table, container.NewVScroll(e.text)))
	e.sheet = w.ask(say("Export"), e.content, fyne.NewSize(1020, 660), say("Save as…"), e.accept, nil)
	e.preview()
	return e
}

// reportParts are the choices of what a report holds.
var reportParts = []struct {
	parts export.Parts
	name  words.Key
}{{export.AllParts, "articles, then passages by tag"}, {export.ArticlesPart, "articles with their passages coloured"}, {export.PassagesPart, "passages by tag"}}

// indexOfFormat is where the format of that name stands, or -1.
func indexOfFormat(name string) int {
	return slices.IndexFunc(export.Formats(), func(f export.Format) bool { return f.Name == name })
}

// chosen is the format.
func (e *exportSheet) chosen() export.Format { return export.Formats()[e.format.SelectedIndex()] }

// isCSV reports whether the options of a CSV count.
func (e *exportSheet) isCSV() bool { return e.chosen().Name == "csv" }

// isReport reports whether those of a report do.
func (e *exportSheet) isReport() bool { return e.chosen().Name == "html" || e.chosen().Name == "docx" }

// offerOptions shows the options of the format.
func (e *exportSheet) offerOptions() {
	for ofCSV, options := range e.only {
		on := ofCSV && e.isCSV() || !ofCSV && e.isReport()
		for _, o := range options {
			panes.SetVisible(o, on)
			if d, ok := o.(fyne.Disableable); ok {
				enable(d, on)
			}
		}
	}
	e.divide()
	e.preview()
}

func (e *exportSheet) newTable() *panes.KeyTable {
	t := panes.NewKeyTable(
		func() (int, int) {
			if len(e.rows) == 0 {
				return 0, 0
			}
			return len(e.rows) - 1, len(e.rows[0])
		},
		func() fyne.CanvasObject {
			l := panes.NewEllipsis()
			l.SizeName = theme.SizeNameCaptionText
			return l
		},
		func(id widget.TableCellID, o fyne.CanvasObject) {
			o.(*widget.Label).SetText(strings.ReplaceAll(e.rows[id.Row+1][id.Col], "\n", " ⏎ "))
		})
	t.ShowHeaderRow = true
	t.CreateHeader = func() fyne.CanvasObject {
		l := panes.NewEllipsis()
		l.TextStyle.Bold = true
		l.SizeName = theme.SizeNameCaptionText
		return l
	}
	t.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) { o.(*widget.Label).SetText(e.rows[0][id.Col]) }
	return t
}

// columnWidths gives the columns of the preview widths that suit what is in
// them; others get 90.
var columnWidths = map[string]float32{
	"highlight_id": 84, "article_id": 70, "article": 170, "authors": 130, "quote": 280, "note": 150, "source_file": 130, "source": 190, "coder": 90, "tag": 110, "tag_path": 130,
	"start": 60, "end": 60, "page": 50, "paragraph": 75, "language": 70, "created": 145, "changed": 145,
}

func (e *exportSheet) options() export.Options {
	return export.Options{BOM: e.bom.Checked, Guard: e.guard.Checked, SPSS: e.spss.Checked,
		Delimiter: delimiters[e.delim.SelectedIndex()].rune, Parts: reportParts[e.parts.SelectedIndex()].parts}
}

// offerFilters offers to leave out nothing, what the view of passages shows, and
// the filters that the project keeps.
func (e *exportSheet) offerFilters() {
	names := []string{say("everything")}
	e.filters = []store.Filter{{}}
	if f := e.w.passages.bar.now(); !f.Zero() {
		names, e.filters = append(names, say("what the view of passages is filtered for")), append(e.filters, f)
	}
	for _, k := range e.w.shown.filters {
		names, e.filters = append(names, k.Name), append(e.filters, k.Filter)
	}
	e.kept = panes.NewPicker(names, nil)
	e.kept.SetSelectedIndex(0)
}

// filter is the chosen one; a tag or article chosen beside it takes the place of
// its own.
func (e *exportSheet) filter() (f store.Filter) {
	f = e.filters[e.kept.SelectedIndex()]
	if tag := e.tags[e.tag.SelectedIndex()]; tag != "" {
		f.Tags, f.Untagged = []string{tag}, false
	}
	if coder := e.coders[e.coder.SelectedIndex()]; coder != "" {
		f.Coders = []string{coder}
	}
	if article := e.articles[e.article.SelectedIndex()]; article != "" {
		f.Articles = []string{article}
	}
	return f
}

// preview reads how the export begins, and how much there is of it.
func (e *exportSheet) preview() {
	if e.sheet == nil {
		return // the fields are not all there yet
	}
	e.asked++
	e.reading = true
	asked, p, format, f, o := e.asked, e.w.project, e.chosen(), e.filter(), e.options()
	e.w.queue.aside(func() func() {
		first, err := previewOf(p, format, f, o)
		return func() {
			if asked != e.asked {
				return
			}
			e.reading = false
			if err != nil {
				e.about.SetText(sentence(tell(err.Error())))
				return
			}
			e.show(first)
			if e.wanted && e.w.sheet == e.sheet {
				e.wanted = false
				e.sheet.confirm()
			}
		}
	})
}

// accept asks about formulas the first time that a table holds any, then where
// to save.
func (e *exportSheet) accept() bool {
	if e.reading {
		e.wanted = true
		return false
	}
	w := e.w
	w.prefs.SetBool(prefBOM, e.bom.Checked)
	w.prefs.SetInt(prefDelimiter, e.delim.SelectedIndex())
	w.prefs.SetBool(prefSPSS, e.spss.Checked)
	w.prefs.SetInt(prefParts, e.parts.SelectedIndex())
	w.prefs.SetString(prefFormat, e.chosen().Name)
	if !e.isCSV() {
		e.save()
		return false
	}
	if e.risky && w.prefs.String(prefGuard) == "" && !e.guard.Checked {
		e.askGuard()
		return false
	}
	if e.risky || e.guard.Checked {
		e.keepGuard(e.guard.Checked)
	}
	e.save()
	return false
}

func (e *exportSheet) keepGuard(guard bool) {
	choice := "no"
	if guard {
		choice = "yes"
	}
	e.w.prefs.SetString(prefGuard, choice)
}

func (e *exportSheet) askGuard() {
	text := panes.NewParagraph(say("A spreadsheet may run a cell that begins with =, +, - or @ as a formula. Gloss can put a ' before such cells: " +
		"that is safe in Excel, but R and Python then see the ' too.\n\n" +
		"Without it every cell is exactly what stands in the article. You can change this in the export at any time; Gloss asks only once."))
	guard := panes.NewTick(say("Guard such cells with '"), nil)
	e.w.ask(say("Formulas in spreadsheets"), container.NewVBox(text, guard), fyne.NewSize(500, 0), say("Go on"), func() bool {
		e.keepGuard(guard.Checked)
		e.guard.SetChecked(guard.Checked)
		e.w.sheet.close()
		e.save()
		return false
	}, nil)
}

func (e *exportSheet) save() {
	w, p, f, o := e.w, e.w.project, e.filter(), e.options()
	name := strings.TrimSuffix(filepath.Base(p.Path()), projectExtension)
	format := e.chosen()
	w.askSave(say("Save the export as"), name+format.Extension, format.Extension, func(path string) {
		e.sheet.close()
		w.status.say(say("Exporting…"))
		w.queue.aside(func() func() {
			err := app.WriteFile(path, func(out io.Writer) error {
				return app.Export(context.Background(), p, out, format, f, o)
			})
			return func() {
				if err != nil {
					w.status.say("")
					w.fail(err)
					return
				}
				w.status.say(say("Exported to %s", path))
			}
		})
	})
}
