package window

// reload reads the project again around the given article; after runs once it
// is shown.
func (w *window) reload(article string, after func()) {
	w.reloadIf(func() bool { return true }, article, after)
}

// reloadShown reads the project again around the article that is shown, unless
// another has been opened meanwhile: then around that.
func (w *window) reloadShown() {
	id := w.shown.articleID()
	w.reloadIf(func() bool {
		if w.shown.articleID() == id {
			return true
		}
		w.reloadShown()
		return false
	}, id, nil)
}

// reloadIf shows what it has read if that is still wanted.
func (w *window) reloadIf(wanted func() bool, article string, after func()) {
	p, before := w.project, w.shown.article
	if p == nil {
		return
	}
	w.queue.do(func() func() {
		s, err := read(p, article, before)
		return func() {
			if w.project != p || !wanted() {
				return
			}
			if err != nil {
				w.fail(err)
				return
			}
			w.show(s)
			if after != nil {
				after()
			}
		}
	})
}

// countLater counts what was not counted when the project was opened, shows
// that, and goes on with after: with ten thousand articles people see their
// project in half the time.
func (w *window) countLater(after func()) {
	if w.shown.counts != nil {
		after()
		return
	}
	p := w.project
	w.queue.do(func() func() {
		var read state
		err := read.count(p)
		return func() {
			if w.project != p {
				return
			}
			if err != nil {
				w.fail(err)
				return
			}
			if s := &w.shown; s.counts == nil { // nothing was read meanwhile
				s.articles, s.counts = read.articles, read.counts
				w.library.Show(s.articles, s.articleID())
				w.book.Show(s.tags, s.counts, s.here(), w.only)
			}
			after()
		}
	})
}

// lookForChanges reads the project again where another program has changed it.
func (w *window) lookForChanges() {
	p, seen := w.project, w.shown.version
	if p == nil {
		return
	}
	if len(w.unsaved) > 0 {
		w.commit(func(*outbox) {}) // space was freed, or the stick is back
	}
	w.queue.do(func() func() {
		now, err := p.Version()
		if err != nil || now == seen {
			return nil // a file that is gone is told of when something is to be saved
		}
		return func() {
			if w.project == p && w.shown.version == seen {
				w.reloadShown()
			}
		}
	})
}

// show brings every pane up to date with the state.
func (w *window) show(s state) {
	w.shown = s
	if _, ok := s.tags.ByID(w.only); !ok {
		w.only = ""
	}
	if _, ok := s.coders[w.onlyCoder]; !ok {
		w.onlyCoder = ""
	}
	if _, ok := s.highlight(w.chosen); !ok {
		w.chosen = ""
	}
	w.library.Show(s.articles, s.articleID())
	if w.article.show(s.article, s.mine()) {
		w.closeTagBar()
	}
	w.book.Show(s.tags, s.counts, s.here(), w.only)
	w.tagbar.Set(s.tags, w.used)
	w.showArmed()
	w.showHighlights()
	w.showChosen()
	w.moved()
	w.loadView()
	w.showOrphans()
	w.showEmpty()
	w.refreshMenu()
	w.tour.look()
}
