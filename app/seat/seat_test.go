package seat_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"gloss/app/seat"
)

// childEnv makes the test binary a process that takes the seat at its first
// argument, in the folder of its second, and tells what happens to it.
const childEnv = "GLOSS_SEAT_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) == "" {
		os.Exit(m.Run())
	}
	s, err := seat.Take(os.Args[2], os.Args[1], func() { fmt.Println("raised") })
	switch {
	case errors.Is(err, seat.ErrTaken):
		fmt.Println("taken")
	case err != nil:
		fmt.Println(err)
	default:
		fmt.Println("sits, unclean", s.Unclean())
		bufio.NewReader(os.Stdin).ReadString('\n') // until it is told to leave
		s.Leave()
		fmt.Println("left")
	}
}

// process is another process that has taken a seat, or has not.
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	in  interface{ Close() error }
	out *bufio.Scanner
}

func start(t *testing.T, path, folder string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, cmd: exec.Command(self, path, folder)}
	p.cmd.Env = append(os.Environ(), childEnv+"=1")
	p.cmd.Stderr = os.Stderr
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.out = bufio.NewScanner(out)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.cmd.Process.Kill(); p.cmd.Wait() })
	return p
}

// says reads the next line of the process.
func (p *process) says(want string) {
	p.t.Helper()
	if p.out.Scan(); p.out.Text() != want {
		p.t.Fatalf("the process says %q, not %q", p.out.Text(), want)
	}
}

func TestOneSeat(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "not there yet")
	path := filepath.Join(t.TempDir(), "a project.gloss")
	other := filepath.Join(t.TempDir(), "other.gloss")
	for _, p := range []string{path, other} {
		if err := os.WriteFile(p, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(path, link); err != nil {
		link = path // Windows asks for a privilege
	}
	if seat.Raise(folder, path) {
		t.Error("a window comes to the front where there is none")
	}
	first := start(t, path, folder)
	first.says("sits, unclean false")
	start(t, link, folder).says("taken")
	apart := start(t, other, folder)
	apart.says("sits, unclean false")
	apart.in.Close()
	apart.says("left")
	if !seat.Raise(folder, link) {
		t.Error("nobody sits there")
	}
	first.says("raised")
	first.in.Close()
	first.says("left")

	// A process that is killed frees the seat, and it is known that it was.
	second := start(t, path, folder)
	second.says("sits, unclean false")
	if err := second.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	second.cmd.Wait()
	if seat.Raise(folder, path) {
		t.Error("a killed window comes to the front")
	}
	s, err := seat.Take(folder, path, func() {})
	if err != nil || !s.Unclean() || !s.At(link) || s.At(other) {
		t.Fatalf("%+v, %v", s, err)
	}
	start(t, path, folder).says("taken")
	if _, err := seat.Take(folder, path, func() {}); !errors.Is(err, seat.ErrTaken) {
		t.Errorf("taken twice by one process: %v", err)
	}
	s.Leave()
	if s, err = seat.Take(folder, path, func() {}); err != nil || s.Unclean() {
		t.Errorf("after all was left: %+v, %v", s, err)
	}
	s.Leave()
	if _, err := seat.Take(folder, path+" 2", func() {}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a seat at nothing: %v", err)
	}
}
