//go:build e2e

package app_test

import (
	"path/filepath"
	"testing"
)

// TestEndToEndKeys codes two sentences of the sample by keys alone, which the
// menu and dialogs see before the text does.
func TestEndToEndKeys(t *testing.T) {
	d := newDesk(t)
	d.open("", "Ada")
	sample := filepath.Join(d.home, "Gloss sample.gloss")
	before := d.rows(sample)
	d.key("Escape")               // no tour
	d.key("ctrl+shift+h")         // a dialog, which Shift helps to open
	d.key("Escape", "Down", "1")  // and with which it is let go
	d.key("ctrl+Home", "F7", "1") // the first sentence
	d.key("ctrl+Next", "F7", "2") // the next one
	d.until("two highlights", func() bool { return d.rows(sample) == before+2 })
	d.key("ctrl+z", "ctrl+z")
	d.until("the sample as it was", func() bool { return d.rows(sample) == before })
	d.quit()
	d.gloss("check", sample)
}
