//go:build !windows && !darwin

package filedialog

import (
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"
)

func TestPaths(t *testing.T) {
	got, err := paths([]string{"file:///home/a/b%20c+d%25.pdf", "file:///tmp/%C3%A4.html"})
	if want := []string{"/home/a/b c+d%.pdf", "/tmp/ä.html"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("paths are %q, %v; want %q", got, err, want)
	}
	for _, bad := range []string{"smb://server/file.pdf", "file://", "\x7f"} {
		if got, err := paths([]string{bad}); err == nil {
			t.Errorf("%q is taken for %q", bad, got)
		}
	}
}

func TestOptions(t *testing.T) {
	method, o := options(Request{Kind: Files, Accept: "Take", Extensions: []string{".html", ".7z"}, Named: "Articles", All: "All", Folder: "/x"})
	if method != "OpenFile" || o["multiple"].Value() != true || o["directory"].Value() != false || o["accept_label"].Value() != "Take" {
		t.Errorf("files are asked for with %s %v", method, o)
	}
	if folder, _ := o["current_folder"].Value().([]byte); string(folder) != "/x\x00" {
		t.Errorf("the folder is %q", folder)
	}
	if sig := o["filters"].Signature(); sig != dbus.ParseSignatureMust("a(sa(us))") {
		t.Errorf("filters have the signature %s", sig)
	}
	if f, _ := o["filters"].Value().([]filter); len(f) != 2 || f[0].Rules[0].Glob != "*.[hH][tT][mM][lL]" || f[0].Rules[1].Glob != "*.7[zZ]" {
		t.Errorf("filters are %v", o["filters"])
	}
	method, o = options(Request{Kind: Save, Name: "a.csv"})
	if method != "SaveFile" || o["current_name"].Value() != "a.csv" {
		t.Errorf("a name is asked for with %s %v", method, o)
	}
}

// TestNoBus is a system without a session bus: it is not waited for.
func TestNoBus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	if _, err := Ask(Request{}); err != ErrNone {
		t.Errorf("without a bus the error is %v", err)
	}
}
