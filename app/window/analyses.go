package window

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate/stats"
	"gloss/app"
	"gloss/app/chart"
	"gloss/app/panes"
	"gloss/app/words"
)

// analysisKind is a kind of analysis: a line in the table of analysisKinds.
type analysisKind struct {
	id        string
	name, tip words.Key
	options   func(a *analysis) []fyne.CanvasObject // what can be chosen; nil: nothing
	count     func(a *analysis)                     // finds and presents
}

// The kinds that lead to places in articles, and not to passages.
const (
	kindWords   = "words"
	kindContext = "context"
)

// analysisKinds is the table of the kinds, in the order of their buttons.
func analysisKinds() []analysisKind {
	return []analysisKind{
		{"tags", "Tags", "How often each tag was given", func(a *analysis) []fyne.CanvasObject { return options(pair{"Count", a.measure}) }, (*analysis).countTags},
		{"matrix", "Matrix", "Highlights by article and tag", nil, (*analysis).countMatrix},
		{"together", "Together", "Which tags stand together", func(a *analysis) []fyne.CanvasObject { return options(pair{"Tags that", a.how}, pair{"as", a.index}) }, (*analysis).countTogether},
		{"time", "Over time", "Tags by date of publication", func(a *analysis) []fyne.CanvasObject { return options(pair{"By", a.unit}, pair{"counting", a.tagged}) }, (*analysis).countTime},
		{"field", "By variable", "Tags by site, author, language or a variable of articles", func(a *analysis) []fyne.CanvasObject { return options(pair{"By", a.field}, pair{"counting", a.tagged}) }, (*analysis).countField},
		{kindWords, "Words", "The most frequent words", func(a *analysis) []fyne.CanvasObject {
			return append(options(pair{"In", a.where}, pair{"without", a.stop}), sized(260, a.own))
		}, (*analysis).countWords},
		{kindContext, "In context", "A word with what stands around it", func(a *analysis) []fyne.CanvasObject {
			return append([]fyne.CanvasObject{sized(300, a.phrase)}, options(pair{"in", a.where}, pair{"ordered by", a.order})...)
		}, (*analysis).countPlaces},
	}
}

// choices are what can be chosen in the kinds of analysis.
type choices struct {
	measure, how, index, unit, tagged, field, where, stop, order *panes.Picker
	own, phrase                                                  *panes.Field
	fields                                                       []string // behind the options of field
}

// The options whose order counts.
var (
	measures   = []words.Key{"highlights", "articles", "share of the text"}
	ways       = []words.Key{"overlap", "share a paragraph", "share an article"}
	units      = []words.Key{"automatic", "year", "month", "day"}
	unitsOf    = []string{"", stats.Year, stats.Month, stats.Day} // behind units
	orders     = []words.Key{"place in the articles", "the words before", "the words after"}
	sortOrders = []string{"text", "before", "after"} // behind orders
	fieldNames = map[string]words.Key{stats.Site: "site", stats.Author: "author", stats.Language: "language"}
	wheres     = []words.Key{"all text", "highlighted passages"}
	stopLists  = map[string]words.Key{"de": "German stop words", "en": "English stop words", "es": "Spanish stop words", "fr": "French stop words", "it": "Italian stop words"}
)

func (a *analysis) buildChoices() {
	pick := func(options []words.Key, changed func()) *panes.Picker {
		s := panes.NewPicker(nil, nil)
		for _, o := range options {
			s.Options = append(s.Options, say(o))
		}
		s.SetSelectedIndex(0)
		s.OnChanged = func(string) { changed() }
		return s
	}
	a.measure = pick(measures, a.compute)
	a.how = pick(ways, a.compute)
	a.index = pick([]words.Key{"counts", "index of Jaccard"}, a.compute)
	a.unit = pick(units, a.compute)
	a.tagged = pick(measures[:2], a.compute)
	a.choices.field = pick([]words.Key{fieldNames[stats.Site]}, a.compute)
	again := func() { a.words, a.places = nil, nil; a.compute() }
	a.where = pick(wheres, again)
	lists := []words.Key{"no stop words"}
	for _, code := range stats.StopLanguages() {
		lists = append(lists, stopLists[code])
	}
	a.stop = pick(lists, again)
	a.own = panes.NewField(say("and without these words"))
	a.own.SetText(a.w.prefs.String(prefStopWords))
	a.own.OnSubmitted = func(string) { again() }
	a.own.OnBlur = func() {
		if a.own.Text != a.w.prefs.String(prefStopWords) {
			a.w.prefs.SetString(prefStopWords, a.own.Text)
			again()
		}
	}
	a.order = pick(orders, a.orderPlaces)
	a.phrase = panes.NewField(say("A word, or several; fish* finds fishing"))
	a.phrase.OnSubmitted = func(string) { a.places = nil; a.compute() }
}

// pair is a select with the words that stand before it.
type pair struct {
	name   words.Key
	choice *panes.Picker
}

func options(pairs ...pair) []fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, p := range pairs {
		row = append(row, widget.NewLabel(say(p.name)), fitted(p.choice))
	}
	return row
}

// fitted makes a select wide enough for its longest option, within reason.
func fitted(s *panes.Picker) fyne.CanvasObject {
	var width float32
	for _, o := range s.Options {
		width = max(width, fyne.MeasureText(o, theme.TextSize(), fyne.TextStyle{}).Width)
	}
	return sized(min(width, 220)+theme.IconInlineSize()+5*theme.InnerPadding(), s)
}

// sized gives something a width.
func sized(width float32, f fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewGridWrapLayout(fyne.NewSize(width, f.MinSize().Height)), f)
}

// nothingCoded is the empty state of all that counts highlights.
func (a *analysis) nothingCoded() string {
	switch {
	case len(a.w.shown.articles) == 0:
		return say("There are no articles yet.\nImport some (Ctrl+I), highlight passages and tag them: what you coded is counted here.")
	case a.f.Highlights == 0 && !a.read.filter.Zero():
		return say("No passage is left by the filter above.\nTake away a part of it.")
	case a.f.Highlights == 0:
		return say("Nothing is coded yet.\nSelect a passage in an article (Ctrl+1) and tag it: what you coded is counted here.")
	}
	return ""
}

// counted presents findings, or why there are none.
func (a *analysis) counted(f findings) {
	if s := a.nothingCoded(); s != "" {
		f = findings{empty: s}
	}
	a.present(f)
}

func (a *analysis) countTags() {
	a.counted(findings{table: app.TagTable(a.f), plot: chart.Tags(a.f, chart.Measure(a.measure.SelectedIndex()))})
}

func (a *analysis) countMatrix() {
	a.counted(findings{table: app.MatrixTable(a.f), plot: chart.Matrix(a.f)})
}

func (a *analysis) countTogether() {
	how := stats.How(a.how.SelectedIndex())
	a.counted(findings{table: app.PairTable(a.f, how), plot: chart.Together(a.f, how, a.index.SelectedIndex() == 1),
		empty: say("No two tags stand in one article yet.\nGive a passage two tags, or tag several passages of an article.")})
}

func (a *analysis) countTime() {
	unit := a.f.Unit()
	if i := a.unit.SelectedIndex(); i > 0 {
		unit = unitsOf[i]
	}
	name := say(units[slices.Index(unitsOf, unit)])
	m := chart.Measure(a.tagged.SelectedIndex())
	f := findings{table: app.TimeTable(a.f, unit, m == chart.Articles), plot: chart.Time(a.f, unit, m)}
	if len(a.f.Timeline(unit)) == 0 {
		f = findings{empty: say("No article has a date of publication with its %s.\nOpen an article and give it one: Article > Edit details (F2).", name)}
	}
	a.counted(f)
}

func (a *analysis) countField() {
	if len(a.f.Fields) == 0 {
		a.counted(findings{empty: say("Nothing is known by which articles could be grouped.\nOpen an article and tell its site, authors or variables of your own: Article > Edit details (F2).")})
		return
	}
	i := a.choices.field.SelectedIndex()
	name := strings.TrimPrefix(a.f.Fields[i].Field, stats.VariableField)
	m := chart.Measure(a.tagged.SelectedIndex())
	a.counted(findings{table: app.FieldTable(a.f, a.f.Fields[i], name, m == chart.Articles), plot: chart.ByField(a.f, a.f.Fields[i], name, m)})
}

// offerFields offers what articles can be grouped by.
func (a *analysis) offerFields() {
	var names, ids []string
	for _, f := range a.f.Fields {
		name := strings.TrimPrefix(f.Field, stats.VariableField)
		if known, ok := fieldNames[f.Field]; ok {
			name = say(known)
		}
		names, ids = append(names, name), append(ids, f.Field)
	}
	setOptions(a.choices.field, &a.fields, names, ids, a.compute)
}

// countedIn says in what words were counted: in English, since the plot is saved.
const countedIn words.Key = "In %s of %s."

// passagesOnly reports whether words are looked for in highlighted passages.
func (a *analysis) passagesOnly() bool { return a.where.SelectedIndex() == 1 }

// suggestStop chooses the stop words of the language that most articles are in,
// where there are any, until a person chooses.
func (a *analysis) suggestStop() {
	n, most := map[string]int{}, 0
	for _, article := range a.coded.Articles {
		code, _, _ := strings.Cut(article.Language, "-")
		n[code]++
	}
	best := 0
	for i, code := range stats.StopLanguages() {
		if n[code] > most {
			best, most = i+1, n[code]
		}
	}
	changed := a.stop.OnChanged
	a.stop.OnChanged = nil
	a.stop.SetSelectedIndex(best)
	a.stop.OnChanged = changed
}

func (a *analysis) stopWords() (all []string) {
	if i := a.stop.SelectedIndex(); i > 0 {
		all, _ = stats.StopWords(stats.StopLanguages()[i-1])
	}
	return append(slices.Clone(all), strings.Fields(a.own.Text)...)
}

func (a *analysis) countWords() {
	found := func() {
		about := fmt.Sprintf(string(countedIn), wheres[a.where.SelectedIndex()], tally(len(a.coded.Articles), "article"))
		a.present(findings{table: app.WordTable(a.words), plot: chart.Words(a.words, about),
			empty: say("There are no words to count.\nImport articles (Ctrl+I), or choose all text above.")})
	}
	if a.words != nil {
		found()
		return
	}
	p, coded, passages, stop := a.read.project, a.coded, a.passagesOnly(), a.stopWords()
	var most []stats.Word
	a.do(func(ctx context.Context, progress app.Progress) (err error) {
		most, err = app.Words(ctx, p, coded, passages, stop, progress)
		return err
	}, func() { a.words = most; found() })
}

func (a *analysis) countPlaces() {
	phrase := stats.ParsePhrase(a.phrase.Text)
	if phrase.Empty() {
		a.present(findings{empty: say("Type a word above and press Enter to see each place where it stands,\nor choose one in Words.")})
		return
	}
	if a.places != nil {
		a.orderPlaces()
		return
	}
	p, coded, passages := a.read.project, a.coded, a.passagesOnly()
	var places []app.Place
	a.do(func(ctx context.Context, progress app.Progress) (err error) {
		places, err = app.Concordance(ctx, p, coded, passages, phrase, progress)
		return err
	}, func() {
		a.places = append([]app.Place{}, places...)
		a.orderPlaces()
	})
}

// orderPlaces presents the places in the order that was chosen.
func (a *analysis) orderPlaces() {
	app.SortPlaces(a.places, sortOrders[a.order.SelectedIndex()])
	a.present(findings{table: app.PlaceTable(a.places),
		empty: say("“%s” stands nowhere in %s.\nA word that ends in * is a beginning: fish* finds fishing.", a.phrase.Text, a.where.Selected)})
	a.w.status.say(count(len(a.places), "place"))
}
