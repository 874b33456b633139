package cli_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gloss/annotate/store"
	"gloss/app/cli"
	"gloss/importers"
)

var update = flag.Bool("update", false, "rewrite the sessions in testdata")

// TestSessions plays the sessions of testdata; README.md there tells the form.
func TestSessions(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sessions: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			path, err := filepath.Abs(file)
			if err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s := &session{t: t, home: filepath.Dir(path)}
			t.Chdir(t.TempDir())
			got := s.play(string(data))
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(data) {
				t.Errorf("the session went differently:\n%s", differences(got, string(data)))
			}
		})
	}
}

// differences lists the lines that only one of the two has, in order: what is
// outside their longest common subsequence.
func differences(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	common := make([][]int, len(g)+1) // length for g[i:] and w[j:]
	for i := range common {
		common[i] = make([]int, len(w)+1)
	}
	for i := len(g) - 1; i >= 0; i-- {
		for j := len(w) - 1; j >= 0; j-- {
			if g[i] == w[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var b strings.Builder
	for i, j := 0, 0; i < len(g) || j < len(w); {
		switch {
		case i < len(g) && j < len(w) && g[i] == w[j]:
			i, j = i+1, j+1
		case j < len(w) && (i == len(g) || common[i][j+1] >= common[i+1][j]):
			fmt.Fprintf(&b, "line %d: want %s\n", j+1, w[j])
			j++
		default:
			fmt.Fprintf(&b, "line %d: got  %s\n", j+1, g[i])
			i++
		}
	}
	return b.String()
}

// session is one file of testdata while it is played.
type session struct {
	t    *testing.T
	home string // the folder of the sessions
	ids  int
	time time.Time
}

// play makes the files of a session, runs its commands, and returns the
// session as it went.
func (s *session) play(text string) string {
	s.time = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	var b strings.Builder
	var file string
	var content []byte
	inFile, inHex := false, false
	flush := func() {
		if file == "" {
			return
		}
		if inHex {
			var err error
			if content, err = hex.DecodeString(strings.Join(strings.Fields(string(content)), "")); err != nil {
				s.t.Fatalf("%s: %v", file, err)
			}
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			s.t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o666); err != nil {
			s.t.Fatal(err)
		}
		file, content = "", nil
	}
	for _, line := range strings.SplitAfter(text, "\n") {
		bare := strings.TrimSuffix(line, "\n")
		head, isHead := strings.CutPrefix(bare, "-- ")
		if isHead && strings.HasSuffix(head, " --") {
			flush()
			file, inHex = strings.TrimSuffix(head, " --"), false
			if name, ok := strings.CutSuffix(file, " hex"); ok {
				file, inHex = name, true
			}
			inFile = file != "session"
			if !inFile {
				file = ""
			}
			b.WriteString(line)
			continue
		}
		command, isCommand := strings.CutPrefix(bare, "$ ")
		switch {
		case inFile:
			content = append(content, line...)
			b.WriteString(line)
		case isCommand:
			b.WriteString(line)
			s.run(&b, split(s.t, command))
		case bare == "" || strings.HasPrefix(bare, "#"):
			b.WriteString(line)
		}
	}
	return b.String()
}

// run runs one command and writes down what it gave.
func (s *session) run(b *strings.Builder, words []string) {
	var out, errs bytes.Buffer
	status := 0
	switch name, args := words[0], words[1:]; name {
	case "gloss":
		s.time = s.time.Add(time.Minute)
		status = cli.Run(s.t.Context(), args, cli.Env{
			Stdout: &out, Stderr: &errs, Version: "1.2.3", Store: s.options(),
		})
	default:
		command, ok := commands[name]
		if !ok {
			s.t.Fatalf("there is no command %q in sessions", name)
		}
		if err := command(s, &out, args); err != nil {
			s.t.Fatalf("%s: %v", strings.Join(words, " "), err)
		}
	}
	transcribe(b, "| ", out.String())
	transcribe(b, "! ", errs.String())
	if status != 0 {
		fmt.Fprintf(b, "= %d\n", status)
	}
}

// options hold the clock and the IDs still: an ID is a number, and a minute
// passes with each command. Backups are kept in the session's folder.
func (s *session) options() store.Options {
	return store.Options{
		Now:   func() time.Time { return s.time },
		NewID: func() string { s.ids++; return fmt.Sprintf("id-%d", s.ids) },

		Backups: "backups",
	}
}

// commands are those that a session has besides gloss.
var commands = map[string]func(s *session, out io.Writer, args []string) error{
	// cat FILE prints a file.
	"cat": func(s *session, out io.Writer, args []string) error {
		data, err := os.ReadFile(args[0])
		if err == nil {
			_, err = out.Write(data)
		}
		return err
	},
	// cp FROM TO copies a file; @NAME is a file in testdata/files.
	"cp": func(s *session, out io.Writer, args []string) error {
		from := args[0]
		if name, ok := strings.CutPrefix(from, "@"); ok {
			from = filepath.Join(s.home, "files", name)
		}
		data, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		return os.WriteFile(args[1], data, 0o666)
	},
	// rm FILE deletes a file.
	"rm": func(s *session, out io.Writer, args []string) error { return os.Remove(args[0]) },
	// ls lists the folder.
	"ls": func(s *session, out io.Writer, args []string) error {
		entries, err := os.ReadDir(".")
		for _, e := range entries {
			fmt.Fprintln(out, e.Name())
		}
		return err
	},
	// cut FILE N cuts a file to its first N bytes.
	"cut": func(s *session, out io.Writer, args []string) error {
		n, err := strconv.ParseInt(args[1], 10, 64)
		if err != nil {
			return err
		}
		return os.Truncate(args[0], n)
	},
	// poke FILE OFFSET HEX writes bytes into a file.
	"poke": func(s *session, out io.Writer, args []string) error {
		at, err := strconv.ParseInt(args[1], 10, 64)
		if err != nil {
			return err
		}
		data, err := hex.DecodeString(args[2])
		if err != nil {
			return err
		}
		f, err := os.OpenFile(args[0], os.O_RDWR, 0)
		if err != nil {
			return err
		}
		_, err = f.WriteAt(data, at)
		if closed := f.Close(); err == nil {
			err = closed
		}
		return err
	},
	// filter FILE NAME JSON keeps a filter in a project, as the window does.
	"filter": func(s *session, out io.Writer, args []string) error {
		f := store.NamedFilter{Name: args[1]}
		if err := json.Unmarshal([]byte(args[2]), &f.Filter); err != nil {
			return err
		}
		p, err := store.Open(args[0], s.options())
		if err != nil {
			return err
		}
		err = p.Do(p.Group("filter"), func(tx *store.Tx) error { return tx.SaveFilter(f) })
		return errors.Join(err, p.Close())
	},
	// hold FILE keeps a change to a project under way, as another program may,
	// until the session ends.
	"hold": func(s *session, out io.Writer, args []string) error {
		p, err := store.Open(args[0], s.options())
		if err != nil {
			return err
		}
		held, over, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
		go func() {
			done <- p.Do(p.Group("hold"), func(tx *store.Tx) error {
				close(held)
				<-over
				return nil
			})
		}()
		<-held
		s.t.Cleanup(func() {
			close(over)
			if err := <-done; err != nil {
				s.t.Error(err)
			}
			if err := p.Close(); err != nil {
				s.t.Error(err)
			}
		})
		return nil
	},
}

// transcribe writes output line by line after a prefix. Carriage returns and
// byte order marks are made visible, and so is a missing end of the last line.
// The list of formats is left out, so that a new importer breaks no session.
func transcribe(b *strings.Builder, prefix, output string) {
	if output == "" {
		return
	}
	var formats []string
	for _, f := range importers.Formats() {
		formats = append(formats, f.Name)
	}
	output = strings.NewReplacer("\r", "␍", "\ufeff", "⟨BOM⟩", strings.Join(formats, ", "), "⟨import formats⟩").Replace(output)
	for _, line := range strings.SplitAfter(output, "\n") {
		if line == "" {
			continue
		}
		b.WriteString(prefix + line)
		if !strings.HasSuffix(line, "\n") {
			b.WriteString("\n\\ no line break at the end\n")
		}
	}
}

// split cuts a command into words. What stands between two ' or two " is one
// word.
func split(t *testing.T, command string) (words []string) {
	for command = strings.TrimSpace(command); command != ""; command = strings.TrimLeft(command, " ") {
		word := ""
		for command != "" && command[0] != ' ' {
			if q := command[0]; q == '\'' || q == '"' {
				inside, rest, ok := strings.Cut(command[1:], string(q))
				if !ok {
					t.Fatalf("a quote mark is missing in %s", command)
				}
				word, command = word+inside, rest
				continue
			}
			word, command = word+command[:1], command[1:]
		}
		words = append(words, word)
	}
	return words
}

// env is an environment whose output goes to the two writers.
func env(out, errs io.Writer) cli.Env {
	return cli.Env{Stdout: out, Stderr: errs, Version: "1.2.3"}
}

// must runs a command that must succeed and returns what it prints.
func must(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := cli.Run(context.Background(), args, env(&out, &errs)); status != 0 {
		t.Fatalf("gloss %s: exit status %d: %s", strings.Join(args, " "), status, errs.String())
	}
	return out.String()
}
