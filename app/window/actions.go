package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"gloss/annotate"
	"gloss/app/panes"
	"gloss/app/reader"
	"gloss/app/words"
)

// action is one thing that a person can do. Menus, shortcuts, tooltips and the
// shortcuts sheet are all made from the table of actions: a new one is one
// line there.
type action struct {
	id   string
	menu words.Key // the title of the menu it stands in
	sub  words.Key // the line of that menu under which it stands, with its neighbours; "": in the menu itself
	name words.Key // as the menu shows it; "…" where a dialog follows
	keys []key     // the first is shown
	run  func()

	label   func() string // what is shown where the name changes, else nil
	enabled func() bool   // nil: always
	checked func() bool   // nil: not something to check
	gap     bool          // a separator stands before it
}

// key is a key with the modifier keys held down. Keys without Ctrl or Alt,
// such as F3 or Delete, reach the window through the focused widget, and
// letters only from the reader.
type key struct {
	name fyne.KeyName
	mod  fyne.KeyModifier
}

const (
	ctrl  = fyne.KeyModifierShortcutDefault // Cmd on macOS
	alt   = fyne.KeyModifierAlt
	shift = fyne.KeyModifierShift
)

func keys(k ...key) []key { return k }

// menus lists the titles of the menus in their order.
var menus = []words.Key{"File", "Edit", "Article", "Highlight", "Codebook", "Analysis", "View", "Help"}

// table lists every action in the order of the menus.
func (w *window) table() []action {
	open := func() bool { return w.project != nil }
	writable := func() bool { return open() && !w.project.ReadOnly() }
	article := func() bool { return w.shown.article != nil }
	findable := func() bool { return article() || w.viewing(viewGuide) }
	reading := func() bool { return article() && w.article.root.Visible() }
	chosen := func() bool { return w.chosen != "" && writable() }
	passage := func() bool { return article() && writable() && (w.chosen != "" || !w.article.view.Selection().Empty()) }
	tag := func() bool { return w.book.Chosen != "" && writable() }
	analysing := func() bool { return w.viewing(viewAnalysis) }
	on := func(f func() bool, also func() bool) func() bool { return func() bool { return f() && also() } }

	return []action{
		{id: "new", menu: "File", name: "New project…", keys: keys(key{fyne.KeyN, ctrl}), run: w.askNew},
		{id: "open", menu: "File", name: "Open project…", keys: keys(key{fyne.KeyO, ctrl}), run: w.askOpen},
		{id: "recent", menu: "File", name: "Open recent", enabled: func() bool { return len(w.prefs.recent()) > 0 }},
		{id: "import", menu: "File", name: "Import files…", keys: keys(key{fyne.KeyI, ctrl}), run: w.askImport, enabled: writable, gap: true},
		{id: "import folder", menu: "File", name: "Import folder…", keys: keys(key{fyne.KeyI, ctrl | shift}), run: w.askImportFolder, enabled: writable},
		{id: "import project", menu: "File", name: "Import project of another program…", run: w.askImportProject, enabled: writable},
		{id: "paste", menu: "File", name: "Paste article…", keys: keys(key{fyne.KeyV, ctrl | shift}), run: func() { w.askPaste() }, enabled: writable},
		{id: "export", menu: "File", name: "Export…", keys: keys(key{fyne.KeyE, ctrl}), run: func() { w.askExport() }, enabled: open, gap: true},
		{id: "save", menu: "File", name: "Save now", keys: keys(key{fyne.KeyS, ctrl}), run: w.saveNow, enabled: open,
			label: func() string {
				if n := len(w.unsaved); n > 0 {
					return say("Save %s now", count(n, "change"))
				}
				return say("Save now")
			}},
		{id: "merge", menu: "File", name: "Merge…", keys: keys(key{fyne.KeyM, ctrl | shift}), run: w.askMerge, enabled: writable, gap: true},
		{id: "hand out", menu: "File", name: "Hand out for coding…", run: w.askHandOut, enabled: open},
		{id: "backup", menu: "File", name: "Save a copy…", keys: keys(key{fyne.KeyS, ctrl | shift}), run: w.askBackup, enabled: open},
		{id: "restore", menu: "File", name: "Restore a backup…", keys: keys(key{fyne.KeyB, ctrl | shift}), run: w.askRestore},
		{id: "settings", menu: "File", name: "Settings…", keys: keys(key{fyne.KeyComma, ctrl}), run: w.askSettings, gap: true},
		{id: "quit", menu: "File", name: "Quit", keys: keys(key{fyne.KeyQ, ctrl}), run: w.close, gap: true},

		{id: "undo", menu: "Edit", name: "Undo", keys: keys(key{fyne.KeyZ, ctrl}), run: w.undo, label: func() string { return with("Undo", "Undo %s", tell(w.shown.undo)) },
			enabled: on(writable, func() bool { return w.shown.undo != "" || w.underway > 0 })},
		{id: "redo", menu: "Edit", name: "Redo", keys: keys(key{fyne.KeyY, ctrl}, key{fyne.KeyZ, ctrl | shift}), run: w.redo, label: func() string { return with("Redo", "Redo %s", tell(w.shown.redo)) },
			enabled: on(writable, func() bool { return w.shown.redo != "" || w.underway > 0 })},
		{id: "history", menu: "Edit", name: "History…", keys: keys(key{fyne.KeyH, ctrl | shift}), run: func() { w.showHistory() }, enabled: open},
		{id: "copy", menu: "Edit", name: "Copy passage", keys: keys(key{fyne.KeyC, ctrl}), run: w.copy, enabled: func() bool { return findable() || w.numbersShown() }, gap: true,
			label: func() string {
				if w.numbersShown() {
					return say("Copy methods")
				}
				return say("Copy passage")
			}},
		{id: "cite", menu: "Edit", name: "Copy with citation", keys: keys(key{fyne.KeyC, ctrl | shift}), run: w.copyCited, enabled: func() bool { return article() || w.viewing(viewPassages) }},
		{id: "sentence", menu: "Edit", name: "Select sentence", keys: keys(key{fyne.KeyF7, 0}), run: w.selectSentence, enabled: reading, gap: true},
		{id: "paragraph", menu: "Edit", name: "Select paragraph", keys: keys(key{fyne.KeyF7, shift}), run: w.selectParagraph, enabled: reading},
		{id: "extend", menu: "Edit", name: "Extend selection", keys: keys(key{fyne.KeyF8, 0}), run: w.extend, enabled: reading, checked: func() bool { return w.article.view.Extending() }},
		{id: "find", menu: "Edit", name: "Find in article", keys: keys(key{fyne.KeyF, ctrl}), run: w.startFind, enabled: findable, gap: true},
		{id: "find next", menu: "Edit", name: "Find next", keys: keys(key{fyne.KeyF3, 0}, key{fyne.KeyG, ctrl}), run: func() { w.finder().Step(1) }, enabled: findable},
		{id: "find previous", menu: "Edit", name: "Find previous", keys: keys(key{fyne.KeyF3, shift}, key{fyne.KeyG, ctrl | shift}), run: func() { w.finder().Step(-1) }, enabled: findable},
		{id: "search", menu: "Edit", name: "Search all articles", keys: keys(key{fyne.KeyF, ctrl | shift}), run: w.startSearch, enabled: open},

		{id: "next article", menu: "Article", name: "Next article", keys: keys(key{fyne.KeyDown, alt}), run: func() { w.stepArticle(1) }, enabled: open},
		{id: "previous article", menu: "Article", name: "Previous article", keys: keys(key{fyne.KeyUp, alt}), run: func() { w.stepArticle(-1) }, enabled: open},
		w.statusAction(annotate.Unread, "Mark as unread", fyne.Key1, true),
		w.statusAction(annotate.InProgress, "Mark as in progress", fyne.Key2, false),
		w.statusAction(annotate.Done, "Mark as done", fyne.Key3, false),
		{id: "details", menu: "Article", name: "Edit details…", keys: keys(key{fyne.KeyF2, 0}), run: w.askDetails, enabled: on(writable, article), gap: true},
		{id: "alike", menu: "Article", name: "Near-duplicates…", run: w.showAlike, enabled: func() bool { return open() && len(w.shown.articles) > 1 }, gap: true},
		{id: "reread", menu: "Article", name: "Read again…", keys: keys(key{fyne.KeyR, ctrl | shift}), run: w.askReread, enabled: on(writable, article)},
		{id: "receipt", menu: "Article", name: "Import receipt…", keys: keys(key{fyne.KeyR, ctrl}), run: w.showReceipt, enabled: article},
		{id: "delete article", menu: "Article", name: "Delete article…", keys: keys(key{fyne.KeyDelete, ctrl}), run: w.askDeleteArticle, enabled: on(writable, article), gap: true},

		{id: "tag", menu: "Highlight", name: "Tag passage…", keys: keys(key{fyne.KeyT, ctrl}), run: w.openTagBar, enabled: passage},
		{id: "plain", menu: "Highlight", name: "Highlight without tag", keys: keys(key{fyne.KeyH, 0}), run: w.highlightPlain, enabled: func() bool { return !w.aim().span.Empty() }},
		{id: "repeat", menu: "Highlight", name: "Repeat last tag", keys: keys(key{fyne.KeySpace, 0}), run: w.repeatTag, enabled: on(passage, func() bool { return w.lastTag() != "" }),
			label: func() string { return with("Repeat last tag", "Repeat last tag: %s", w.tagName(w.lastTag())) }},
		{id: "in vivo", menu: "Highlight", name: "Tag with its own words", keys: keys(key{fyne.KeyW, ctrl | shift}), run: w.tagInVivo, enabled: passage},
		{id: "speed", menu: "Highlight", name: "Tag every selection at once", keys: keys(key{fyne.KeyF9, 0}), run: w.toggleSpeed, enabled: on(writable, article),
			checked: func() bool { return w.armed != "" }},
		{id: "note", menu: "Highlight", name: "Write a note", keys: keys(key{fyne.KeyM, ctrl}), run: w.startNote, enabled: chosen},
		{id: "next highlight", menu: "Highlight", sub: "Go to", name: "Next highlight", keys: keys(key{fyne.KeyF4, 0}), run: func() { w.stepHighlight(1) }, enabled: article, gap: true},
		{id: "previous highlight", menu: "Highlight", sub: "Go to", name: "Previous highlight", keys: keys(key{fyne.KeyF4, shift}), run: func() { w.stepHighlight(-1) }, enabled: article},
		{id: "next uncoded", menu: "Highlight", sub: "Go to", name: "Next paragraph without highlight", keys: keys(key{fyne.KeyU, ctrl}), run: func() { w.nextUncoded(1) }, enabled: article},
		{id: "previous uncoded", menu: "Highlight", sub: "Go to", name: "Previous paragraph without highlight", keys: keys(key{fyne.KeyU, ctrl | shift}), run: func() { w.nextUncoded(-1) }, enabled: article},
		{id: "end forward", menu: "Highlight", sub: "Move its ends", name: "Move its end a word on", keys: keys(key{fyne.KeyRight, alt}), run: func() { w.moveEnd(reader.Back, 1) }, enabled: chosen, gap: true},
		{id: "end back", menu: "Highlight", sub: "Move its ends", name: "Move its end a word back", keys: keys(key{fyne.KeyLeft, alt}), run: func() { w.moveEnd(reader.Back, -1) }, enabled: chosen},
		{id: "start back", menu: "Highlight", sub: "Move its ends", name: "Move its start a word back", keys: keys(key{fyne.KeyLeft, alt | shift}), run: func() { w.moveEnd(reader.Front, -1) }, enabled: chosen},
		{id: "start forward", menu: "Highlight", sub: "Move its ends", name: "Move its start a word on", keys: keys(key{fyne.KeyRight, alt | shift}), run: func() { w.moveEnd(reader.Front, 1) }, enabled: chosen},
		{id: "split", menu: "Highlight", name: "Split at the caret", keys: keys(key{fyne.KeyJ, ctrl | shift}), run: w.split, enabled: on(chosen, w.canSplit)},
		{id: "join", menu: "Highlight", name: "Join with its neighbours", keys: keys(key{fyne.KeyJ, ctrl}), run: w.joinHighlights, enabled: on(chosen, w.canJoin)},
		{id: "place orphan", menu: "Highlight", name: "Place the one that was not found", keys: keys(key{fyne.KeyO, ctrl | shift}), run: w.settleOrphan,
			enabled: on(passage, func() bool { return len(w.shown.orphans) > 0 })},
		{id: "delete highlight", menu: "Highlight", name: "Delete highlight", keys: keys(key{fyne.KeyDelete, 0}), run: w.deleteHighlight, enabled: chosen, gap: true},
		{id: viewHits, menu: "Highlight", name: "Find and code…", keys: keys(key{fyne.KeyK, ctrl}), run: func() { w.showView(viewHits) }, enabled: open, gap: true,
			checked: func() bool { return w.viewing(viewHits) }},

		{id: "new tag", menu: "Codebook", name: "New tag…", keys: keys(key{fyne.KeyT, ctrl | shift}), run: func() { w.askTag(annotate.Tag{}) }, enabled: writable},
		{id: "edit tag", menu: "Codebook", name: "Edit tag…", keys: keys(key{fyne.KeyF6, 0}), run: w.editChosenTag, enabled: tag},
		{id: "move tag", menu: "Codebook", name: "Move tag below…", run: w.askMoveTag, enabled: tag},
		{id: "merge tag", menu: "Codebook", name: "Merge tag into…", run: w.askMergeTag, enabled: tag},
		{id: "delete tag", menu: "Codebook", name: "Delete tag…", run: w.askDeleteTag, enabled: tag},
		{id: "import codebook", menu: "Codebook", name: "Import codebook…", run: w.askImportCodebook, enabled: writable, gap: true},
		{id: "export codebook", menu: "Codebook", name: "Export codebook…", run: w.askExportCodebook, enabled: open},
		{id: "only tag", menu: "Codebook", name: "Show only this tag", keys: keys(key{fyne.KeyL, ctrl}), run: w.toggleOnly, gap: true,
			enabled: func() bool { return w.book.Chosen != "" || w.only != "" }, checked: func() bool { return w.only != "" }},

		{id: "next analysis", menu: "Analysis", name: "Next kind of analysis", keys: keys(key{fyne.KeyPageDown, ctrl}), run: func() { w.analysis.step(1) }, enabled: analysing},
		{id: "previous analysis", menu: "Analysis", name: "Previous kind of analysis", keys: keys(key{fyne.KeyPageUp, ctrl}), run: func() { w.analysis.step(-1) }, enabled: analysing},
		{id: "save csv", menu: "Analysis", name: "Save table as CSV…", keys: keys(key{fyne.KeyE, ctrl | shift}), run: func() { w.saveTable(".csv") }, enabled: w.tableShown, gap: true},
		{id: "save xlsx", menu: "Analysis", name: "Save table as XLSX…", keys: keys(key{fyne.KeyX, ctrl | shift}), run: func() { w.saveTable(".xlsx") }, enabled: w.tableShown},
		{id: "save svg", menu: "Analysis", name: "Save plot as SVG…", keys: keys(key{fyne.KeyG, ctrl | alt}), run: func() { w.savePlot(".svg") }, enabled: w.plotShown},
		{id: "save png", menu: "Analysis", name: "Save plot as PNG…", keys: keys(key{fyne.KeyP, ctrl | shift}), run: func() { w.savePlot(".png") }, enabled: w.plotShown},

		w.viewAction(viewRead, "Article", fyne.Key1),
		w.viewAction(viewPassages, "Passages", fyne.Key2),
		w.viewAction(viewAnalysis, "Analysis", fyne.Key3),
		{id: actionAgree, menu: "View", name: "Agreement", keys: keys(key{fyne.Key4, ctrl}), run: func() { w.showAgreement(faceNumbers) }, enabled: open,
			checked: func() bool { return w.viewing(viewAgree) }},
		{id: actionSettle, menu: "View", name: "Settle disagreements", keys: keys(key{fyne.KeyD, ctrl}), run: func() { w.showAgreement(faceQueue) }, enabled: open,
			checked: func() bool { return w.viewing(viewAgree) && w.agreement.shown == faceQueue }},
		{id: "filter passages", menu: "View", name: "Filter passages…", keys: keys(key{fyne.KeyK, ctrl | shift}), run: func() { w.askFilter() }, enabled: open, gap: true},
		{id: "save filter", menu: "View", name: "Save the filter of passages…", run: w.askSaveFilter, enabled: on(writable, func() bool { return !w.passageFilter().Zero() })},
		{id: "only coder", menu: "View", name: "Show only one coder", keys: keys(key{fyne.KeyL, ctrl | shift}), run: w.toggleOnlyCoder, gap: true,
			enabled: on(article, func() bool { return w.onlyCoder != "" || len(w.codersHere()) > 0 }),
			label: func() string {
				if next := w.nextOnlyCoder(); next != "" {
					return say("Show only highlights of %s", w.shown.coders[next].Name)
				} else if w.onlyCoder != "" {
					return say("Show highlights of all coders")
				}
				return say("Show only one coder")
			}},
		w.paneAction(prefNoLibrary, "Library", key{fyne.KeyB, ctrl}, true),
		w.paneAction(prefNoCodebook, "Codebook and highlight", key{fyne.KeyB, ctrl | alt}, false),
		{id: "larger", menu: "View", sub: "Text size", name: "Larger text", keys: keys(key{fyne.KeyEqual, ctrl}, key{fyne.KeyPlus, ctrl}, key{fyne.KeyEqual, ctrl | shift}), run: func() { w.zoom(1) }, gap: true},
		{id: "smaller", menu: "View", sub: "Text size", name: "Smaller text", keys: keys(key{fyne.KeyMinus, ctrl}), run: func() { w.zoom(-1) }},
		{id: "normal", menu: "View", sub: "Text size", name: "Normal text size", keys: keys(key{fyne.Key0, ctrl}), run: func() { w.zoom(0) }},
		{id: "page image", menu: "View", name: "Page image", keys: keys(key{fyne.KeyF5, 0}), run: w.togglePage,
			enabled: func() bool { return w.hasPages() || w.article.page.root.Visible() }, checked: func() bool { return w.article.page.root.Visible() }},
		{id: "typeface", menu: "View", name: "Text of articles…", run: w.askTypeface},
		w.themeAction(panes.ThemeSystem, "Colours as the system", true),
		w.themeAction(panes.ThemeLight, "Light", false),
		w.themeAction(panes.ThemeDark, "Dark", false),
		w.themeAction(panes.ThemeContrast, "High contrast", false),

		{id: viewGuide, menu: "Help", name: "Guide", keys: keys(key{fyne.KeyF1, shift}), run: w.toggleGuide, checked: func() bool { return w.viewing(viewGuide) }},
		{id: "tour", menu: "Help", name: "Take the tour", run: func() { w.tour.start() }, enabled: on(writable, func() bool { return len(w.shown.articles) > 0 })},
		{id: "sample", menu: "Help", name: "Open the sample project", run: w.openSample},
		{id: "shortcuts", menu: "Help", name: "Keyboard shortcuts", keys: keys(key{fyne.KeyF1, 0}), run: w.showShortcuts},
		{id: "licences", menu: "Help", name: "Licences", run: w.showLicences},
		{id: "about", menu: "Help", name: "About Gloss", run: w.showAbout},
	}
}

func (w *window) statusAction(s annotate.Status, name words.Key, k fyne.KeyName, gap bool) action {
	return action{id: string(s), menu: "Article", name: name, keys: keys(key{k, alt}), gap: gap,
		run:     func() { w.setStatus(s) },
		enabled: func() bool { return w.shown.article != nil && !w.project.ReadOnly() },
		checked: func() bool { return w.shown.article != nil && w.shown.mine() == s },
	}
}

func (w *window) themeAction(choice string, name words.Key, gap bool) action {
	return action{id: "theme " + choice, menu: "View", sub: "Colours", name: name, gap: gap,
		run:     func() { w.setTheme(choice) },
		checked: func() bool { return w.prefs.StringWithFallback(prefTheme, panes.ThemeSystem) == choice },
	}
}

// with says what an action acts on now, or only its name where that is nothing.
func with(name, of words.Key, what string) string {
	if what == "" {
		return say(name)
	}
	return say(of, what)
}

// can reports whether the action makes sense now.
func (a *action) can() bool { return a.enabled == nil || a.enabled() }

// text is what the menu shows.
func (a *action) text() string {
	if a.label != nil {
		return a.label()
	}
	return say(a.name)
}

// tip is the tooltip of a button that does the action: what the menu shows, and
// the key.
func (a *action) tip() string {
	if len(a.keys) == 0 {
		return a.text()
	}
	return a.text() + "  (" + a.keys[0].String() + ")"
}

// perform does the action of that id if it makes sense now. While a dialog is
// open, none does.
func (w *window) perform(id string) {
	if w.sheet != nil || w.choosing {
		return
	}
	for i := range w.actions {
		if a := &w.actions[i]; a.id == id && a.run != nil && a.can() {
			a.run()
			w.tour.performed(id)
			return
		}
	}
}

// can reports whether the action of that id can be done now.
func (w *window) can(id string) bool {
	for i := range w.actions {
		if w.actions[i].id == id {
			return w.actions[i].can()
		}
	}
	return false
}

// pressed does the action of a key that stands by itself or with Shift, and
// reports whether there is one. Letters, Space and Delete count only where
// nothing is being typed.
func (w *window) pressed(name fyne.KeyName, typing bool) bool {
	if typing && (len(name) == 1 || name == fyne.KeySpace || name == fyne.KeyDelete) {
		return false
	}
	mod := panes.Modifiers() & (ctrl | alt | shift)
	if len(name) == 1 {
		mod &^= shift
	}
	for i := range w.actions {
		for _, k := range w.actions[i].keys {
			if k == (key{name, mod}) && k.mod&^shift == 0 {
				w.perform(w.actions[i].id)
				return true
			}
		}
	}
	return false
}

// shortcut is what the toolkit knows a key as.
func (k key) shortcut() fyne.KeyboardShortcut {
	return &desktop.CustomShortcut{KeyName: k.name, Modifier: k.mod}
}

// String names the key as menus do: "Ctrl+Shift+V".
func (k key) String() string {
	s := ""
	for _, m := range []struct {
		mod  fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl+"}, {fyne.KeyModifierSuper, "Cmd+"}, {alt, "Alt+"}, {shift, "Shift+"}} {
		if k.mod&m.mod != 0 {
			s += m.name
		}
	}
	if name, ok := keyNames[k.name]; ok {
		return s + name
	}
	if name, ok := keyWords[k.name]; ok {
		return s + say(name)
	}
	return s + string(k.name)
}

// keyNames are the signs on keys that have no name, keyWords the names that
// stand on keys in one language or the other.
var (
	keyNames = map[fyne.KeyName]string{fyne.KeyEqual: "+", fyne.KeyMinus: "−", fyne.KeyComma: ",", fyne.KeyDown: "↓", fyne.KeyUp: "↑", fyne.KeyLeft: "←", fyne.KeyRight: "→"}
	keyWords = map[fyne.KeyName]words.Key{fyne.KeyDelete: "Del", fyne.KeySpace: "Space", fyne.KeyPageUp: "PgUp", fyne.KeyPageDown: "PgDn"}
)

// tip is the tooltip of the buttons of the action of that id.
func (w *window) tip(id string) string {
	for i := range w.actions {
		if a := &w.actions[i]; a.id == id {
			return a.tip()
		}
	}
	return ""
}
