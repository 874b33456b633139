package window

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/panes"
)

// This file is about who a person is in a project. A name alone does not tell: a
// copy that someone else opens, on a computer where the same name is set, must
// not make two people one. So each machine remembers who its person is in each
// project, and asks once where it cannot know.

// prefIdentities is JSON: the identity of a project to the ID of the coder who
// works in it on this machine.
const prefIdentities = "coders"

// identity is the ID of the coder in a project, or "" where it is not known yet.
func (p prefs) identity(project string) string { return p.identities()[project] }

func (p prefs) identities() map[string]string {
	all := map[string]string{}
	if json.Unmarshal([]byte(p.String(prefIdentities)), &all) != nil || all == nil {
		return map[string]string{} // someone damaged it: ask anew
	}
	return all
}

func (p prefs) setIdentity(project, coder string) {
	all := p.identities()
	if all[project] == coder {
		return
	}
	all[project] = coder
	if out, err := json.Marshal(all); err == nil {
		p.SetString(prefIdentities, string(out))
	}
}

// whoAsked is what has to be asked before someone works in a project.
type whoAsked struct {
	coders []annotate.Coder // of the project
	likely string           // ID of the one that it most likely is; "": of none of them
	reason string           // why it is asked
}

// identify makes the project's coder the one who has worked in it on this
// machine. Where that is not known, and someone in the project has the name, the
// copy was made for someone, or there are others and no name is set, it returns
// what to ask. It is called on the
// worker; made says that the project was made here and now.
func (w *window) identify(p *store.Project, made bool) (ask *whoAsked, err error) {
	t, err := p.Trace()
	if err != nil {
		return nil, err
	}
	coders, err := p.Coders()
	if err != nil {
		return nil, err
	}
	coders = slices.DeleteFunc(slices.Clone(coders), func(c annotate.Coder) bool { return c.Name == app.Consensus }) // nobody is that
	is := func(id string) func(annotate.Coder) bool { return func(c annotate.Coder) bool { return c.ID == id } }
	if id := w.prefs.identity(t.Project); slices.ContainsFunc(coders, is(id)) {
		return nil, p.SetCoder(annotate.Coder{ID: id})
	}
	me := p.Coder()
	to, handedOut, err := p.HandedOutTo()
	switch {
	case err != nil:
		return nil, err
	case made:
	case handedOut:
		return &whoAsked{coders, to.ID, say("This copy was made for %s to code in.", to.Name)}, nil
	case slices.ContainsFunc(coders, is(me.ID)):
		return &whoAsked{coders, me.ID, say("Someone called %s has worked in this project, and this computer does not know yet who you are in it.", me.Name)}, nil
	case w.prefs.coder() == "" && len(coders) > 0 && !p.ReadOnly():
		return &whoAsked{coders, "", say("Others have worked in this project, and Gloss does not know your name yet.")}, nil
	}
	w.prefs.setIdentity(t.Project, me.ID)
	return nil, nil
}

// askWho asks who the person is in the project that is open.
func (w *window) askWho(a *whoAsked) {
	name := panes.NewField(say("Another name"))
	answers := make([]string, len(a.coders), len(a.coders)+1)
	likely := len(a.coders)
	for i, c := range a.coders {
		answers[i] = say("I am %s", c.Name)
		if slices.Contains(answers[:i], answers[i]) {
			answers[i] += fmt.Sprintf(" (%d)", i+1) // two people of one name
		}
		if c.ID == a.likely {
			likely = i
		}
	}
	answers = append(answers, say("I am somebody else:"))
	who := widget.NewRadioGroup(answers, func(s string) {
		if s == answers[len(a.coders)] {
			name.Enable()
			if w.sheet != nil {
				w.win.Canvas().Focus(name)
			}
		} else {
			name.Disable()
		}
	})
	who.Required = true
	name.Disable()
	who.SetSelected(answers[likely])
	var focus fyne.Focusable
	if likely == len(a.coders) {
		name.SetText(guessCoder())
		focus = name
	}
	wrong := panes.NewParagraph("")
	wrong.Importance = widget.DangerImportance
	wrong.Hide()
	w.input(name)
	s := w.ask(say("Who are you in “%s”?", strings.TrimSuffix(filepath.Base(w.project.Path()), projectExtension)), container.NewVBox(
		panes.NewParagraph(a.reason+" "+say("Every highlight says who made it, so that agreement can be counted. Gloss asks this once for each project on each computer.")),
		who, name, wrong), fyne.NewSize(480, 0), say("Go on"), func() bool {
		chosen := slices.Index(answers, who.Selected)
		if chosen < len(a.coders) {
			w.become(annotate.Coder{ID: a.coders[chosen].ID})
			return true
		}
		called := annotate.OneLine(name.Text)
		if called == "" || slices.ContainsFunc(a.coders, func(c annotate.Coder) bool { return strings.EqualFold(c.Name, called) }) {
			wrong.SetText(say("Give a name that nobody in this project has, so that your highlights can be told apart."))
			wrong.Show()
			return false
		}
		w.become(annotate.Coder{Name: called})
		return true
	}, focus)
	s.onlyConfirm()
}

// become makes someone the coder of the open project, and remembers it.
func (w *window) become(c annotate.Coder) {
	p := w.project
	w.queue.do(func() func() {
		err := p.SetCoder(c)
		t, unknown := p.Trace()
		if err == nil && unknown == nil {
			w.prefs.setIdentity(t.Project, p.Coder().ID)
		}
		return func() {
			if err != nil {
				w.fail(err)
				return
			}
			if w.prefs.coder() == "" {
				w.prefs.SetString(prefCoder, p.Coder().Name)
			}
			w.reload(w.shown.articleID(), nil)
		}
	})
}

// sortedCoders lists the coders of a state by name.
func (s state) sortedCoders() []annotate.Coder {
	return slices.SortedFunc(maps.Values(s.coders), func(a, b annotate.Coder) int {
		return strings.Compare(a.Name+"\x00"+a.ID, b.Name+"\x00"+b.ID)
	})
}
