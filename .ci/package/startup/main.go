//go:build linux

// Command startup prints what starting costs: the processor time, user and
// system, that the process has taken when its window is painted, and when it
// has come to rest, beside that of Fyne's hello world, in turns in one run; the
// medians of several starts. Under Xvfb the picture is drawn by the processor,
// which both pay for. Gloss opens a project with the sample articles, which its
// first picture shows.
//
//	go run ./.ci/package/startup [-runs 9] GLOSS
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

const (
	lookEvery = 10 * time.Millisecond // by the X protocol, which costs the program that starts nothing
	rest      = 2 * time.Second       // after the first picture
	patience  = 20 * time.Second
)

func main() {
	log.SetFlags(0)
	runs := flag.Int("runs", 9, "`starts` of each program")
	flag.Parse()
	if flag.NArg() != 1 || *runs < 1 {
		log.Fatal("usage: startup [-runs N] GLOSS")
	}
	gloss, err := filepath.Abs(flag.Arg(0))
	check(err)
	work, err := os.MkdirTemp("", "startup")
	check(err)
	defer os.RemoveAll(work)
	hello := filepath.Join(work, "hello")
	run("go", "build", "-trimpath", "-ldflags=-s -w -buildid=", "-o", hello, "./.ci/package/hello")
	server, display, err := screen()
	check(err)
	defer func() { server.Process.Kill(); server.Wait() }()
	for name, value := range map[string]string{"DISPLAY": display, "WAYLAND_DISPLAY": "", "HOME": work, "XDG_RUNTIME_DIR": work, "LANG": "en_US.UTF-8", "FYNE_SCALE": "1"} {
		check(os.Setenv(name, value))
	}
	project := filepath.Join(work, "p.gloss")
	run(gloss, "new", project)
	run(gloss, "import", project, "assets/samples")
	settings := filepath.Join(work, ".config/fyne/org.gloss.Gloss")
	check(os.MkdirAll(settings, 0o700))
	check(os.WriteFile(filepath.Join(settings, "preferences.json"), []byte(`{"coder":"Somebody"}`), 0o600)) // else the first start asks
	xgb.Logger.SetOutput(io.Discard)                                                                        // it tells of what does not matter, such as no authority
	x, err := xgb.NewConn()
	check(err)
	defer x.Close()
	// The first start of each fills caches, of fonts and of the renderer, which
	// people's machines have filled.
	var ours, theirs [2][]time.Duration
	for i := range *runs + 1 {
		h, err := start(x, hello)
		check(err)
		g, err := start(x, gloss, project)
		check(err)
		for j := range h {
			if i > 0 {
				theirs[j], ours[j] = append(theirs[j], h[j]), append(ours[j], g[j])
			}
		}
	}
	fmt.Printf("start to the first picture, CPU: Gloss %d ms, Fyne's hello world %d ms; at rest: %d and %d ms (%d starts)\n",
		median(ours[0]), median(theirs[0]), median(ours[1]), median(theirs[1]), *runs)
}

func check(err error) {
	if err != nil {
		log.Fatal("startup: ", err)
	}
}

func run(name string, args ...string) {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		log.Fatalf("startup: %s: %v\n%s", name, err, out)
	}
}

// screen starts an X server without a screen; the name is what DISPLAY takes.
func screen() (server *exec.Cmd, name string, err error) {
	server = exec.Command("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24")
	out, err := server.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	if err := server.Start(); err != nil {
		return nil, "", err
	}
	number, err := bufio.NewReader(out).ReadString('\n')
	return server, ":" + strings.TrimSpace(number), err
}

// start starts a program and ends it as a person does, by closing its window.
// It tells the processor time when the window was painted and at rest.
func start(x *xgb.Conn, program string, args ...string) (cpu [2]time.Duration, err error) {
	c := exec.Command(program, args...)
	if err := c.Start(); err != nil {
		return cpu, err
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	defer c.Process.Kill()
	var window xproto.Window
	for deadline := time.Now().Add(patience); window == 0; window = painted(x) {
		if time.Now().After(deadline) {
			return cpu, fmt.Errorf("%s painted no window", program)
		}
		time.Sleep(lookEvery)
	}
	if cpu[0], err = processorTime(c.Process.Pid); err != nil {
		return cpu, err
	}
	time.Sleep(rest)
	if cpu[1], err = processorTime(c.Process.Pid); err != nil {
		return cpu, err
	}
	shut(x, window)
	select {
	case err = <-ended:
		return cpu, err
	case <-time.After(patience):
		return cpu, errors.New("the window did not close")
	}
}

// painted is the first window on the screen whose picture has more than one
// colour, or 0.
func painted(x *xgb.Conn) xproto.Window {
	tree, err := xproto.QueryTree(x, xproto.Setup(x).DefaultScreen(x).Root).Reply()
	if err != nil {
		return 0
	}
	for _, w := range tree.Children {
		g, err := xproto.GetGeometry(x, xproto.Drawable(w)).Reply()
		if err != nil || g.Width < 100 {
			continue // one of those that programs talk through
		}
		picture, err := xproto.GetImage(x, xproto.ImageFormatZPixmap, xproto.Drawable(w), 0, 0, g.Width, g.Height, 0xffffff).Reply()
		if err != nil || len(picture.Data) < 4 {
			continue // not on the screen yet
		}
		if d := picture.Data; !bytes.Equal(d[4:], d[:len(d)-4]) {
			return w
		}
	}
	return 0
}

// shut asks a window to close, as a window manager does; see section 4.2.8.1 of
// the Inter-Client Communication Conventions Manual.
func shut(x *xgb.Conn, w xproto.Window) {
	atom := func(name string) uint32 {
		r, err := xproto.InternAtom(x, false, uint16(len(name)), name).Reply()
		check(err)
		return uint32(r.Atom)
	}
	e := xproto.ClientMessageEvent{Format: 32, Window: w, Type: xproto.Atom(atom("WM_PROTOCOLS")),
		Data: xproto.ClientMessageDataUnionData32New([]uint32{atom("WM_DELETE_WINDOW"), 0, 0, 0, 0})}
	check(xproto.SendEventChecked(x, false, w, 0, string(e.Bytes())).Check())
}

// processorTime is what a process and its threads have used; see proc(5). The
// system counts it in hundredths of a second.
func processorTime(pid int) (time.Duration, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:])) // from the third on
	ticks := 0
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond, nil
}

// median is in milliseconds.
func median(d []time.Duration) int64 {
	slices.Sort(d)
	return d[len(d)/2].Milliseconds()
}
