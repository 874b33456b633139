//go:build e2e

package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// desk is a display of its own with a window manager, an empty home folder and
// the program built from this tree. Everything on it is done as a person does
// it, with mouse and keys; what came of it is read by the command line.
type desk struct {
	t    *testing.T
	bin  string
	home string
	env  []string
	run  *exec.Cmd // the window's process
	win  string    // its X window
}

const (
	width, height = 1280, 860
	patience      = 60 * time.Second // for anything to happen; a cold start on a busy machine takes some seconds
)

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, home: t.TempDir()}
	d.bin = filepath.Join(t.TempDir(), "gloss")
	build := exec.Command("go", "build", "-o", d.bin, "gloss")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}

	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	d.start(x)
	w.Close()
	number := make([]byte, 16)
	n, err := r.Read(number)
	if err != nil && !errors.Is(err, io.EOF) || n == 0 {
		t.Fatalf("Xvfb names no display: %v", err)
	}
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "XDG_") {
			d.env = append(d.env, e)
		}
	}
	d.env = append(d.env,
		"DISPLAY=:"+strings.TrimSpace(string(number[:n])),
		"WAYLAND_DISPLAY=", "DBUS_SESSION_BUS_ADDRESS=", "XDG_SESSION_TYPE=x11", "HOME="+d.home,
		"XDG_RUNTIME_DIR="+d.home, "LANG=C.UTF-8", "LC_ALL=", "FYNE_SCALE=1", "FYNE_THEME=light")
	wm := exec.Command("openbox", "--sm-disable")
	wm.Env = d.env
	d.start(wm)
	return d
}

// start runs a program until the test ends.
func (d *desk) start(c *exec.Cmd) {
	d.t.Helper()
	if err := c.Start(); err != nil {
		d.t.Fatalf("%s: %v (make test installs what is needed)", c.Path, err)
	}
	d.t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
	})
}

// gloss runs a subcommand and returns what it printed.
func (d *desk) gloss(args ...string) []byte {
	d.t.Helper()
	c := exec.Command(d.bin, args...)
	c.Env = d.env
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		d.t.Fatalf("gloss %s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
	return out
}

// welcome answers the one question of the first start: who codes.
func (d *desk) welcome(coder string) {
	d.t.Helper()
	d.pause(2 * time.Second) // the window's first frames
	d.typed(coder)           // in place of the name that the system knows
	d.shot("0-welcome")
	d.key("Return")
}

// open starts the window as launch does, and gives it the size of the desk.
func (d *desk) open(project, newCoder string) {
	d.t.Helper()
	d.launch(project, newCoder)
	d.x("windowactivate", "--sync", d.win)
	d.x("windowsize", "--sync", d.win, fmt.Sprint(width-20), fmt.Sprint(height-50))
	d.pause(2 * time.Second) // the first frames at the new size
}

// launch starts the window on a project and waits until it stands. Without a
// project it is the first start, which asks for the coder and opens the sample.
func (d *desk) launch(project, newCoder string) {
	d.t.Helper()
	var args []string
	if project != "" {
		args = append(args, project)
	}
	d.run = withoutNetwork(d.bin, args...)
	d.run.Env = append(d.env, d.run.Env[len(os.Environ()):]...)
	d.run.Stdout, d.run.Stderr = d.t.Output(), d.t.Output()
	d.start(d.run)
	titled := func(pattern string) {
		d.until("a window titled "+pattern, func() bool {
			out, err := d.try("xdotool", "search", "--onlyvisible", "--name", pattern)
			d.win, _, _ = strings.Cut(strings.TrimSpace(string(out)), "\n")
			return err == nil && d.win != ""
		})
	}
	name := strings.TrimSuffix(filepath.Base(project), ".gloss")
	if project == "" {
		name = "Gloss sample"
		titled("^Gloss$")
		d.welcome(newCoder)
	}
	titled("^" + name + ".*Gloss$")
}

// quit closes the window by its shortcut and waits for the process to end.
func (d *desk) quit() {
	d.t.Helper()
	d.key("ctrl+q")
	ended := make(chan error, 1)
	go func() { ended <- d.run.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			d.t.Fatalf("gloss ended with %v", err)
		}
	case <-time.After(patience):
		d.shot("quit")
		d.run.Process.Signal(syscall.SIGQUIT)
		d.t.Fatal("the window does not close")
	}
}

func (d *desk) try(name string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Env = d.env
	return c.Output()
}

// x runs xdotool.
func (d *desk) x(args ...string) {
	d.t.Helper()
	if out, err := d.try("xdotool", args...); err != nil {
		d.t.Fatalf("xdotool %s: %v %s", strings.Join(args, " "), err, out)
	}
}

// pause is for what a person would see and a program cannot ask: a repaint
// between two gestures.
func (d *desk) pause(t time.Duration) { time.Sleep(t) }

func (d *desk) key(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		d.x("key", "--clearmodifiers", k)
		d.pause(200 * time.Millisecond)
	}
}

func (d *desk) typed(text string) {
	d.t.Helper()
	d.x("type", "--delay", "40", text)
	d.pause(200 * time.Millisecond)
}

// drag presses at one point of the window, moves in steps and lets go.
func (d *desk) drag(fromX, fromY, toX, toY int) {
	d.t.Helper()
	at := func(x, y int) {
		d.x("mousemove", "--window", d.win, fmt.Sprint(x), fmt.Sprint(y))
		d.pause(50 * time.Millisecond)
	}
	at(fromX, fromY)
	d.x("mousedown", "1")
	const steps = 12
	for i := 1; i <= steps; i++ {
		at(fromX+(toX-fromX)*i/steps, fromY+(toY-fromY)*i/steps)
	}
	d.x("mouseup", "1")
	d.pause(400 * time.Millisecond)
}

// copy puts text on the clipboard, as another program would.
func (d *desk) copy(text string) {
	d.t.Helper()
	c := exec.Command("xclip", "-selection", "clipboard", "-quiet")
	c.Env = d.env
	c.Stdin = strings.NewReader(text)
	d.start(c)
	d.pause(500 * time.Millisecond)
}

// until waits for something to become true.
func (d *desk) until(what string, ok func() bool) {
	d.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); d.pause(100 * time.Millisecond) {
		if ok() {
			return
		}
	}
	d.shot("until")
	d.t.Fatalf("waited in vain for %s", what)
}

// shot keeps a picture of the screen beside the test's temporary files when
// GLOSS_E2E_SHOTS names a folder.
func (d *desk) shot(name string) {
	if dir := os.Getenv("GLOSS_E2E_SHOTS"); dir != "" {
		d.try("import", "-window", "root", filepath.Join(dir, name+".png"))
	}
}

// rows is how many data rows the project exports.
func (d *desk) rows(project string) int {
	return bytes.Count(d.gloss("export", project), []byte("\r\n")) - 1
}

const pasted = `The harbour that changed hands

By Ada Quill

The port authority moved its guns to the pier on Monday.

Merchants on both shores called the blockade an affront and counted their losses in herring.`

// TestEndToEnd does the main job on the real window, as a new user: start in an
// empty home folder, look at the sample, open a project of one's own, paste an article, drag
// over all of it, tag it by a key, undo, redo, quit, open again, undo and redo
// what the earlier session did, export, and compare the file to the byte.
func TestEndToEnd(t *testing.T) {
	d := newDesk(t)
	project := filepath.Join(d.home, "Herring war.gloss")
	d.gloss("new", project)

	d.open("", "Ada")
	d.shot("0-sample")
	d.quit()
	sample := filepath.Join(d.home, "Gloss sample.gloss")
	if n := bytes.Count(d.gloss("articles", sample), []byte("\n")); n != 3 {
		t.Errorf("the sample project has %d articles", n)
	}
	d.gloss("check", sample)

	d.open(project, "")
	d.shot("1-empty")
	if out, err := d.try(d.bin, project); err != nil {
		t.Errorf("a second start, which leaves the window to the first: %v %s", err, out)
	}
	d.copy(pasted)
	d.key("ctrl+shift+v")
	d.pause(1500 * time.Millisecond)
	d.shot("2-paste")
	d.key("ctrl+Return")
	type article struct {
		ID, Title string
		Authors   []string
	}
	var articles []article
	d.until("the pasted article", func() bool {
		articles = nil
		if err := json.Unmarshal(d.gloss("articles", project, "--json"), &articles); err != nil {
			t.Fatal(err)
		}
		return len(articles) == 1
	})
	if articles[0].Title != "The harbour that changed hands" || len(articles[0].Authors) != 1 || articles[0].Authors[0] != "Ada Quill" {
		t.Errorf("pasted article: %+v", articles[0])
	}
	d.pause(time.Second)
	d.shot("3-article")

	// From before the first letter to after the last.
	d.drag(290, 150, width*62/100, height-180)
	d.shot("4-selected")
	d.key("2")
	d.until("the highlight", func() bool { return bytes.Contains(d.gloss("export", project), []byte("military")) })
	d.pause(500 * time.Millisecond)
	d.shot("5-tagged")
	coded := d.gloss("export", project, "--bom")

	d.key("ctrl+z")
	d.until("undo", func() bool { return d.rows(project) == 0 })
	d.key("ctrl+y")
	d.until("redo", func() bool { return bytes.Equal(d.gloss("export", project, "--bom"), coded) })
	d.quit()

	d.open(project, "")
	d.shot("6-again")
	d.key("ctrl+z")
	d.until("undo in a new session", func() bool { return d.rows(project) == 0 })
	d.key("ctrl+y")
	d.until("redo in a new session", func() bool { return bytes.Equal(d.gloss("export", project, "--bom"), coded) })

	file := d.exportByWindow("herring.csv")
	if !bytes.Equal(file, coded) {
		t.Errorf("exported by the window:\n%s\nby the command line:\n%s", file, coded)
	}
	d.quit()

	// What may differ from run to run is taken from the file itself, at the place
	// where it must stand; all the rest is given.
	row := strings.Split(strings.Split(string(coded), "\r\n")[1], ",")
	text := string(d.gloss("text", d.write("pasted.txt", pasted)))
	stamp := row[len(row)-1]
	want := "\ufeff" + "highlight_id,article_id,article,authors,published,site,url,source_file,language,tag,tag_path,quote,note,coder,start,end,page,paragraph,created,changed\r\n" +
		strings.Join([]string{row[0], articles[0].ID, articles[0].Title, "Ada Quill", "", "", "", row[7], row[8],
			"military", "military", `"` + text + `"`, "", "Ada", "0", fmt.Sprint(len([]rune(text))), "", "1", stamp, stamp}, ",") + "\r\n"
	if string(coded) != want {
		t.Errorf("exported:\n%q\nwant:\n%q", coded, want)
	}
	d.gloss("check", project)
}

func (d *desk) write(name, content string) string {
	d.t.Helper()
	path := filepath.Join(d.home, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// exportByWindow exports through the dialog, with its defaults, and returns the
// file's bytes.
func (d *desk) exportByWindow(name string) []byte {
	d.t.Helper()
	d.key("ctrl+e")
	d.pause(1500 * time.Millisecond)
	d.shot("7-export")
	d.key("ctrl+Return")
	d.pause(1500 * time.Millisecond)
	d.key("ctrl+a")
	d.typed(name)
	d.shot("8-save")
	d.key("Return")
	var path string
	d.until("the exported file", func() bool {
		filepath.WalkDir(d.home, func(p string, e os.DirEntry, err error) error {
			if err == nil && e.Name() == name {
				path = p
			}
			return nil
		})
		return path != ""
	})
	content, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	return content
}
