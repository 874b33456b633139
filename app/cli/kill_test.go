package cli_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

var (
	kills   = flag.Int("kills", 8, "how often TestKill kills a command")
	program = flag.String("gloss", "", "the program that TestKill kills; otherwise the test's own stands for it")
)

// TestKill codes by the command line, table after table, and kills the program
// at random moments. A table of a command that ended well is in the project
// whole, and the project is sound.
func TestKill(t *testing.T) {
	t.Chdir(t.TempDir())
	name := *program
	if name == "" {
		var err error
		if name, err = os.Executable(); err != nil {
			t.Fatal(err)
		}
	}
	gloss := func(args ...string) *exec.Cmd {
		cmd := exec.Command(name, args...)
		cmd.Env = append(os.Environ(), "GLOSS_TEST_COMMAND=1", "XDG_STATE_HOME="+t.TempDir())
		return cmd
	}
	must(t, "new", "p.gloss")
	const words = 200
	var text []string
	for i := range words {
		text = append(text, fmt.Sprint("word", i))
	}
	if err := os.WriteFile("a.txt", []byte(strings.Join(text, " ")), 0o666); err != nil {
		t.Fatal(err)
	}
	must(t, "import", "p.gloss", "a.txt")
	there := map[string]bool{} // notes of rows that were acknowledged
	killed := 0
	for round := 0; killed < *kills; round++ {
		var rows strings.Builder
		var notes []string
		rows.WriteString("article,quote,tag,note\n")
		for i := range 20 {
			notes = append(notes, fmt.Sprintf("round %d row %d", round, i))
			fmt.Fprintf(&rows, "a.txt,word%d,trade,%s\n", 100+(round*20+i)%100, notes[i])
		}
		if err := os.WriteFile("rows.csv", []byte(rows.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd := gloss("code", "p.gloss", "rows.csv")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(rand.IntN(80_000))*time.Microsecond, func() { cmd.Process.Kill() })
		err := cmd.Wait()
		var ended *exec.ExitError
		switch {
		case err == nil:
			clear(there) // the rows of this table replace the notes on their places
			for _, n := range notes {
				there[n] = true
			}
			continue
		case !errors.As(err, &ended) || ended.Exited():
			t.Fatalf("round %d: the command ended by itself: %v", round, err)
		}
		killed++
		if out := must(t, "check", "p.gloss"); out != "no problems\n" {
			t.Fatalf("round %d: %s", round, out)
		}
		exported := must(t, "export", "p.gloss")
		whole := strings.Contains(exported, notes[0])
		for i, n := range notes {
			if strings.Contains(exported, n+",") != whole {
				t.Errorf("round %d: row %d is not like row 0: half a table is there", round, i)
			}
		}
		for n := range there {
			if !strings.Contains(exported, n+",") && !whole {
				t.Errorf("round %d: %q was acknowledged and is lost", round, n)
			}
		}
		if whole {
			clear(there)
		}
	}
	t.Logf("%d kills", killed)
}
