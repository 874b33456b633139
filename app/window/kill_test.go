package window

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"gloss/annotate"
	"gloss/annotate/store"
)

var kills = flag.Int("kills", 4, "how often TestKill kills a window in which someone codes")

// childEnv makes the test binary one of children, on a project and a state
// folder.
const childEnv = "GLOSS_WINDOW_CHILD"

var children = map[string]func(path, stateFolder string){"code": codeUntilKilled}

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		children[job](os.Args[1], os.Args[2])
	}
	os.Exit(m.Run())
}

// codeUntilKilled opens a project in a window and tags passage after passage,
// taking every fifth back. Whatever the status bar calls saved is told: + and -
// with the highlight's ID, and ? before one is taken back.
func codeUntilKilled(path, stateFolder string) {
	w := on(test.NewApp(), stateFolder)
	w.open(path)
	w.idle()
	if w.project == nil {
		fmt.Println("not opened")
		os.Exit(1)
	}
	fmt.Println("ready", w.status.message.Text)
	text := w.shown.article.Text
	for i := 0; ; i++ {
		start := (i * 7) % (text.Len() - 9)
		w.tagPassage(target{span: annotate.Span{Start: start, End: start + 3 + i%6}}, w.shown.tags[i%3].ID, "", false)
		w.idle()
		if w.status.state.Text != "All changes saved" {
			fmt.Println(w.status.state.Text, w.notices.Said)
			os.Exit(1)
		}
		id := w.chosen
		fmt.Println("+", id)
		if i%5 == 4 {
			fmt.Println("?", id)
			w.perform("undo")
			w.idle()
			fmt.Println("- undone")
		}
	}
}

// TestKill kills a window while someone codes in it, at random moments, and
// sees that the project is sound, holds all that the status bar has called
// saved, and that the next window has noticed.
func TestKill(t *testing.T) {
	w := opened(t)
	path := w.closed(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	state := t.TempDir()
	there := map[string]bool{} // highlights that were called saved
	cutOff, sat := 0, false    // windows that noticed; whether one has sat there
	for round := range *kills {
		cmd := exec.Command(self, path, state)
		cmd.Env = append(os.Environ(), childEnv+"=code", "TMPDIR="+t.TempDir())
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		kill := func() { cmd.Process.Kill() }
		early := rand.IntN(4) == 0 // while the project is opened, or soon after
		if early {
			time.AfterFunc(time.Duration(rand.IntN(600))*time.Millisecond, kill)
		}
		for lines := bufio.NewScanner(out); lines.Scan(); {
			sign, rest, whole := strings.Cut(lines.Text(), " ")
			switch {
			case sign == "ready":
				if strings.Contains(rest, "cut off") {
					cutOff++
				} else if sat {
					t.Errorf("round %d: the window has not noticed that the one before was killed: %q", round, rest)
				}
				sat = true
				if !early {
					time.AfterFunc(time.Duration(rand.IntN(600_000))*time.Microsecond, kill)
				}
			case !whole: // cut off by the kill
			case sign == "+" && len(rest) == len("01a20520-25d2-77f6-88d5-ab2d963c6db3"):
				there[rest] = true
			case sign == "?":
				delete(there, rest) // a repeated passage is one highlight: undo takes its tag
			case sign == "-" || sign == "+":
			default:
				t.Fatalf("round %d: the window says %q", round, lines.Text())
			}
		}
		var ended *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &ended) || ended.Exited() {
			t.Fatalf("round %d: the window ended by itself: %v", round, err)
		}
		p, err := store.Open(path, store.Options{Backups: state})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if faults, err := p.Check(); err != nil || len(faults) > 0 {
			t.Fatalf("round %d: %v, %v", round, faults, err)
		}
		for id := range there {
			if _, err := p.Highlight(id); err != nil {
				t.Errorf("round %d: highlight %s was called saved and is lost: %v", round, id, err)
			}
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, %d highlights called saved, %d windows noticed the kill before", *kills, len(there), cutOff)
}
