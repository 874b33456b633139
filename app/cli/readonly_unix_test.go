//go:build unix

package cli_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"gloss/app/cli"
)

// TestReadOnly: a project that cannot be written to can be read and copied, and
// every command that would change it says so and does nothing. The permissions
// of files do not bind root, so the commands run as the user nobody where the
// test runs as root.
func TestReadOnly(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"a.txt": "Gunboats and trawlers met.", "b.txt": "Another text.",
		"codings.csv": "article,quote\na.txt,met\n", "tags.csv": "tag\nfish\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	must(t, "new", "p.gloss")
	must(t, "import", "p.gloss", "a.txt")
	for _, mode := range []struct {
		path string
		perm os.FileMode
	}{{"p.gloss", 0o444}, {".", 0o555}} {
		if err := os.Chmod(mode.path, mode.perm); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(".", 0o755) }) // so that the folder can be deleted
	copies := t.TempDir()
	if err := os.Chmod(copies, 0o777); err != nil {
		t.Fatal(err)
	}

	run := asUser(t)
	for _, step := range []struct {
		args   string
		status int
		says   string // somewhere in the output or the messages
	}{
		{"articles p.gloss", 0, "unread"},
		{"tags p.gloss", 0, "sovereignty"},
		{"search p.gloss trawlers", 0, "**trawlers**"},
		{"export p.gloss", 0, "highlight_id"},
		{"check p.gloss", 0, "no problems"},
		{"backup p.gloss -o " + filepath.Join(copies, "copy.gloss"), 0, "copy.gloss"},
		{"import p.gloss b.txt", 1, "write-protected"},
		{"code p.gloss codings.csv", 1, "write-protected"},
		{"tags p.gloss --import tags.csv", 1, "write-protected"},
		{"export p.gloss -o out.csv", 1, "out.csv: the file cannot be written (permission denied)"},
		{"new q.gloss", 1, "q.gloss: no file can be made there"},
	} {
		status, said := run(strings.Fields(step.args))
		if status != step.status || !strings.Contains(said, step.says) {
			t.Errorf("gloss %s: exit status %d, %q", step.args, status, said)
		}
	}
	if got := must(t, "articles", "p.gloss"); strings.Count(got, "\n") != 1 {
		t.Errorf("the project has changed: %q", got)
	}
}

// asUser returns a function that runs a command in the current folder as
// somebody whom permissions bind, and returns its exit status and all that it
// said.
func asUser(t *testing.T) func(args []string) (status int, said string) {
	t.Helper()
	if os.Getuid() != 0 {
		return func(args []string) (int, string) {
			var both bytes.Buffer
			status := cli.Run(t.Context(), args, env(&both, &both))
			return status, both.String()
		}
	}
	const nobody = 65534
	// The test's own program and folders are root's alone: open a copy of the one
	// and the way to the others.
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "gloss")
	if err := os.WriteFile(program, data, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{filepath.Dir(program), filepath.Dir(filepath.Dir(program))} {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return func(args []string) (int, string) {
		cmd := exec.Command(program, args...)
		cmd.Env = append(os.Environ(), "GLOSS_TEST_COMMAND=1")
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState == nil {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), string(out)
	}
}
