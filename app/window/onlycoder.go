package window

import "slices"

// codersHere lists the coders who have highlights in the open article, in the
// order of their names.
func (w *window) codersHere() []string {
	var ids []string
	for _, c := range w.comparable() {
		for _, h := range w.shown.highlights {
			if h.Coder == c.ID {
				ids = append(ids, c.ID)
				break
			}
		}
	}
	return ids
}

// nextOnlyCoder is the coder that toggleOnlyCoder would show alone; "" for all.
func (w *window) nextOnlyCoder() string {
	ids := w.codersHere()
	if i := slices.Index(ids, w.onlyCoder) + 1; i < len(ids) {
		return ids[i]
	}
	return ""
}

// toggleOnlyCoder shows the highlights of one coder alone and those of others
// faintly: of each in turn, then all again.
func (w *window) toggleOnlyCoder() { w.setOnlyCoder(w.nextOnlyCoder()) }

func (w *window) setOnlyCoder(coder string) {
	w.onlyCoder = coder
	w.showHighlights()
	if coder != "" {
		w.status.say(say("Only the highlights of %s stand out. Esc shows all.", w.shown.coders[coder].Name))
	} else {
		w.status.say(say("The highlights of all coders stand out."))
	}
	w.refreshMenu()
}
