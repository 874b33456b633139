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
	var text []string
	for i := range 20 {
		text = append(text, fmt.Sprintf("word%c", 'a'+i))
	}
	if err := os.WriteFile("a.txt", []byte(strings.Join(text, " ")), 0o666); err != nil {
		t.Fatal(err)
	}
	must(t, "import", "p.gloss", "a.txt")
	// Each table gives all words one more tag: that of its round.
	saved := map[int]bool{}              // rounds whose command ended well
	killed, takes := 0, time.Duration(0) // a command that is left alone
	for round := 0; killed < *kills; round++ {
		var rows strings.Builder
		rows.WriteString("article,quote,tag\n")
		for _, word := range text {
			fmt.Fprintf(&rows, "a.txt,%s,round %d\n", word, round)
		}
		if err := os.WriteFile("rows.csv", []byte(rows.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd := gloss("code", "p.gloss", "rows.csv")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if takes > 0 {
			time.AfterFunc(time.Duration(rand.Int64N(int64(2*takes))), func() { cmd.Process.Kill() })
		}
		err := cmd.Wait()
		var ended *exec.ExitError
		switch {
		case err == nil:
			saved[round], takes = true, time.Since(start)
			continue
		case !errors.As(err, &ended) || ended.Exited():
			t.Fatalf("round %d: the command ended by itself: %v", round, err)
		}
		killed++
		if out := must(t, "check", "p.gloss"); out != "no problems\n" {
			t.Fatalf("round %d: %s", round, out)
		}
		exported := must(t, "export", "p.gloss")
		for r := range round + 1 {
			n := strings.Count(exported, fmt.Sprintf(",round %d,word", r))
			if n != len(text) && (saved[r] || n > 0) {
				t.Errorf("round %d: %d of %d passages have the tag of round %d (acknowledged: %v)", round, n, len(text), r, saved[r])
			}
		}
	}
	t.Logf("%d kills, %d tables acknowledged", killed, len(saved))
}
