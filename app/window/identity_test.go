package window

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app"
	"gloss/app/panes"
)

// TestIdentity: on the computer where a project was made nothing is asked, on
// another one once, and who says to be somebody else is.
func TestIdentity(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	ada := w.project.Coder()
	same := w.reopened(t)
	if same.sheet != nil || same.project.Coder() != ada {
		t.Fatalf("the same person is asked, and is %+v", same.project.Coder())
	}
	same.idle()
	path := same.project.Path()
	copied := filepath.Join(t.TempDir(), "copied.gloss")
	if err := same.project.Backup(copied); err != nil {
		t.Fatal(err)
	}
	other := bare(t) // another computer, on which the same name is set
	other.open(copied)
	other.idle()
	who := radio(t, other)
	who.SetSelected("I am somebody else:")
	name := other.win.Canvas().Focused().(*panes.Field)
	name.SetText("ada")
	other.sheet.confirm()
	if other.sheet == nil {
		t.Fatal("a name that someone has was taken")
	}
	name.SetText("Ada of the north")
	other.sheet.confirm()
	other.idle()
	if other.sheet != nil || other.project.Coder().ID == ada.ID || other.project.Coder().Name != "Ada of the north" {
		t.Errorf("is %+v", other.project.Coder())
	}
	other.drag(t, "trade")
	other.press("3")
	if len(other.shown.coders) != 2 {
		t.Errorf("coders %+v", other.shown.coders)
	}
	if once := other.reopened(t); once.sheet != nil || once.project.Coder().Name != "Ada of the north" {
		t.Errorf("asked again, or now %+v", once.project.Coder())
	}
	third := bare(t)
	third.open(path)
	third.idle()
	third.sheet.confirm() // the likely answer
	third.idle()
	if third.sheet != nil || third.project.Coder() != ada {
		t.Errorf("the same person elsewhere is %+v", third.project.Coder())
	}
}

// TestIdentityOfHandout: a copy that was made for someone asks whether it is
// them, whatever name is set.
func TestIdentityOfHandout(t *testing.T) {
	w := opened(t)
	path := filepath.Join(t.TempDir(), "copy.gloss")
	if _, err := w.project.HandOut(path, annotate.Coder{Name: "Bo"}); err != nil {
		t.Fatal(err)
	}
	other := bare(t)
	other.open(path)
	other.idle()
	if got := radio(t, other).Selected; got != "I am Bo" {
		t.Errorf("likely is %q", got)
	}
	other.sheet.confirm()
	other.idle()
	if got := other.project.Coder().Name; got != "Bo" || other.status.coder.Text != "Coder: Bo" {
		t.Errorf("is %s, and the window says %q", got, other.status.coder.Text)
	}
}

// TestIdentityUnknown: who has never told a name, and opens what others have
// coded, is asked before coding under the name of the computer's account.
func TestIdentityUnknown(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	if err := w.project.SetCoder(annotate.Coder{Name: app.Consensus}); err != nil {
		t.Fatal(err)
	}
	w.drag(t, "trade")
	w.press("3")
	path := filepath.Join(t.TempDir(), "copy.gloss")
	if err := w.project.Backup(path); err != nil {
		t.Fatal(err)
	}
	other := bare(t)
	other.prefs.SetString(prefCoder, "")
	other.open(path)
	other.idle()
	if got := radio(t, other).Options; len(got) != 2 {
		t.Errorf("the answers are %q", got)
	}
	if got := radio(t, other).Selected; got != "I am somebody else:" {
		t.Errorf("likely is %q", got)
	}
	typist{t, other}.types("Bo")
	other.sheet.confirm()
	other.idle()
	if got := other.project.Coder().Name; got != "Bo" || other.prefs.coder() != "Bo" {
		t.Errorf("is %s, and in other projects %q", got, other.prefs.coder())
	}
}

// radio is the question in the dialog that is open.
func radio(t testing.TB, w *window) *widget.RadioGroup {
	t.Helper()
	if w.sheet == nil {
		t.Fatal("nobody is asked")
	}
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if r, ok := o.(*widget.RadioGroup); ok {
			return r
		}
	}
	t.Fatal("another dialog is open")
	return nil
}
