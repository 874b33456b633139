//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

const (
	starts    = 9                     // of each program
	lookEvery = 10 * time.Millisecond // by the X protocol, which costs the program that starts nothing
	atRest    = 2 * time.Second       // after the first picture
	patience  = 20 * time.Second
)

// compareStarts prints what starting costs: the processor time when the window
// is painted, and when the program has come to rest, beside that of Fyne's hello
// world, in turns; the medians of several starts. Under Xvfb the picture is drawn
// by the processor, which both pay for. Gloss opens a project with the sample
// articles, which its first picture shows.
func compareStarts(work string) {
	hello := filepath.Join(work, "hello")
	run("go", "build", "-trimpath", "-ldflags=-s -w -buildid=", "-o", hello, "./.ci/compare/hello")
	screen := newScreen()
	defer screen.close()
	project := filepath.Join(work, "p.gloss")
	run(*gloss, "new", project)
	run(*gloss, "import", project, "assets/samples")
	xgb.Logger.SetOutput(io.Discard) // it tells of what does not matter, such as no authority
	x, err := xgb.NewConn()
	check(err)
	defer x.Close()
	// The first start of each fills caches, of fonts and of the renderer, which
	// people's machines have filled.
	var ours, theirs [2][]time.Duration
	for i := range starts + 1 {
		h, g := start(x, hello), start(x, *gloss, project)
		for j := range h {
			if i > 0 {
				theirs[j], ours[j] = append(theirs[j], h[j]), append(ours[j], g[j])
			}
		}
	}
	fmt.Printf("start to the first picture, CPU: Gloss %.0f ms, Fyne's hello world %.0f ms; at rest: %.0f and %.0f ms (%d starts)\n",
		median(ours[0]), median(theirs[0]), median(ours[1]), median(theirs[1]), starts)
}

// start starts a program and ends it as a person does, by closing its window.
// It tells the processor time when the window was painted and at rest.
func start(x *xgb.Conn, program string, args ...string) (spent [2]time.Duration) {
	c := exec.Command(program, args...)
	check(c.Start())
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	defer c.Process.Kill()
	var window xproto.Window
	for deadline := time.Now().Add(patience); window == 0; window = painted(x) {
		if time.Now().After(deadline) {
			check(fmt.Errorf("%s painted no window", program))
		}
		time.Sleep(lookEvery)
	}
	spent[0] = cpu(c.Process.Pid)
	time.Sleep(atRest)
	spent[1] = cpu(c.Process.Pid)
	shut(x, window)
	select {
	case err := <-ended:
		check(err)
	case <-time.After(patience):
		check(fmt.Errorf("the window of %s did not close", program))
	}
	return spent
}

// painted is the first window on the screen whose picture has more than one
// colour, or 0. There must be no window manager, which paints frames.
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

// median is in milliseconds.
func median(d []time.Duration) float64 {
	slices.Sort(d)
	return ms(d[len(d)/2])
}
