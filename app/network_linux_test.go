//go:build linux && amd64

package app_test

import (
	"context"
	"flag"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"gloss/annotate/export"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/importers"
)

// TestNoNetwork does what people do with Gloss in a process that the kernel
// ends at the first socket to anywhere but this machine: nothing is sent and
// nothing fetched, whatever an article's page names.
func TestNoNetwork(t *testing.T) {
	switch os.Getenv(networkTask) {
	case "work":
		forbidNetwork(t)
		everything(t)
		return
	case "dial":
		forbidNetwork(t)
		net.Dial("tcp", "127.0.0.1:9")
		return
	case "run":
		forbidNetwork(t)
		os.Unsetenv(networkTask)
		t.Fatal(syscall.Exec(flag.Arg(0), flag.Args(), os.Environ()))
	}
	run := func(what string) error {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestNoNetwork$")
		cmd.Env = append(os.Environ(), networkTask+"="+what)
		out, err := cmd.CombinedOutput()
		t.Logf("%s: %s", what, out)
		return err
	}
	if err := run("work"); err != nil {
		t.Errorf("the work ended with %v", err)
	}
	if out, err := withoutNetwork("/bin/sh", "-c", "echo started").Output(); err != nil || string(out) != "started\n" {
		t.Errorf("a program gave %q, %v", out, err)
	}
	// Or the rest would prove nothing.
	if err := run("dial"); err == nil {
		t.Error("a call to the network was not noticed")
	}
}

// networkTask is the variable of the environment that says what a process of
// this test is for.
const networkTask = "GLOSS_TEST_WITHOUT_NETWORK"

// withoutNetwork is the command of a program that the kernel ends at the first
// call to the network.
func withoutNetwork(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], append([]string{"-test.run", "^TestNoNetwork$", program}, args...)...)
	cmd.Env = append(os.Environ(), networkTask+"=run")
	return cmd
}

// everything imports what is there in every format, codes it, searches and
// exports it.
func everything(t *testing.T) {
	dir := t.TempDir()
	page := `<html><head><link rel="stylesheet" href="https://example.org/a.css"><script src="https://example.org/a.js"></script></head>` +
		`<body><img src="https://example.org/a.png"><p>The trawlers left, and nobody in the harbour said a word about it to the owners.</p></body></html>`
	if err := os.WriteFile(filepath.Join(dir, "page.html"), []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, path := context.Background(), filepath.Join(dir, "sample.gloss")
	o := store.Options{Backups: filepath.Join(dir, "backups")}
	if err := app.Sample(ctx, path, o); err != nil {
		t.Fatal(err)
	}
	p, err := store.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	err = app.Import(ctx, p, []string{filepath.Join(dir, "page.html")}, importers.Options{}, 1, func(_, _ int, o app.Outcome) {
		if o.Err != nil {
			t.Error(o.Err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Search("fish*", 3, 10); err != nil {
		t.Error(err)
	}
	if _, err := p.KeepBackup(); err != nil {
		t.Error(err)
	}
	for _, f := range export.Formats() {
		if err := app.Export(ctx, p, io.Discard, f, store.Filter{}, export.Options{}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// forbidNetwork lets the kernel end the process at the first socket of another
// family than AF_UNIX and AF_NETLINK, in all of its threads.
func forbidNetwork(t *testing.T) {
	const number, argument = 0, 16 // offsets in struct seccomp_data: the call, its first argument
	load := func(at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
	}
	equal := func(k uint32, yes, no uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jt: yes, Jf: no, K: k}
	}
	end := func(k uint32) unix.SockFilter { return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: k} }
	const kill, allow = 0x80000000, 0x7fff0000 // SECCOMP_RET_KILL_PROCESS, SECCOMP_RET_ALLOW
	filter := []unix.SockFilter{
		load(number),
		equal(unix.SYS_SOCKET, 0, 4),
		load(argument),
		equal(unix.AF_UNIX, 2, 0),
		equal(unix.AF_NETLINK, 1, 0),
		end(kill),
		end(allow),
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		t.Fatal(err)
	}
	const setMode, allThreads = 1, 1 // SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC
	if _, _, errno := syscall.Syscall(unix.SYS_SECCOMP, setMode, allThreads, uintptr(unsafe.Pointer(&program))); errno != 0 {
		t.Fatal(errno)
	}
}
