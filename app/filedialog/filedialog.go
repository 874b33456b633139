// Package filedialog shows the system's own dialogs for files: on Linux through
// the desktop portal, on Windows the common dialog. It knows nothing of Fyne.
package filedialog

import "errors"

// ErrNone says that this system has no dialog to show, or none that can be
// reached; the program shows one of its own.
var ErrNone = errors.New("this system has no file dialog that can be asked for")

// Kind is what is chosen.
type Kind int

const (
	File   Kind = iota // one file that exists
	Files              // one or more
	Folder             // a folder that exists
	Save               // a file to write; the dialog asks before one is replaced
)

// Request is what a dialog asks for. Its texts are in the person's language.
type Request struct {
	Kind       Kind
	Title      string
	Accept     string   // on the button that accepts; empty: the system's word
	Extensions []string // lower case, with the dot; empty: all files
	Named      string   // what files with these extensions are called
	All        string   // "all files"
	Folder     string   // where to begin; empty: where the system likes
	Name       string   // proposed, of Save
	Parent     uintptr  // the window over which it stands: an X11 window or an HWND; 0: none
}

// Ask shows the dialog and returns when it is closed, with absolute paths, or
// with none where the person gave up. It blocks: do not call it where the
// window is drawn. The error is ErrNone, or the system's where its dialog broke.
func Ask(r Request) ([]string, error) { return ask(r) }
