//go:build e2e && linux

package app_test

import (
	"bufio"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// portal is a desktop portal that chooses files by itself.
type portal struct {
	conn   *dbus.Conn
	chosen chan string // paths to be chosen next
	asked  chan string // method, title and parent of each call
}

// OpenFile and SaveFile are the methods of org.freedesktop.portal.FileChooser.

func (p *portal) OpenFile(sender dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return p.answer("OpenFile", sender, parent, title, options)
}

func (p *portal) SaveFile(sender dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return p.answer("SaveFile", sender, parent, title, options)
}

func (p *portal) answer(method string, sender dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	p.asked <- fmt.Sprintf("%s %s %t", method, title, strings.HasPrefix(parent, "x11:"))
	name := strings.ReplaceAll(strings.TrimPrefix(string(sender), ":"), ".", "_")
	path := dbus.ObjectPath("/org/freedesktop/portal/desktop/request/" + name + "/" + options["handle_token"].Value().(string))
	address := url.URL{Scheme: "file", Path: <-p.chosen}
	p.conn.Emit(path, "org.freedesktop.portal.Request.Response", uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{address.String()})})
	return path, nil
}

// portal starts a session bus with such a portal, for the windows of the desk.
func (d *desk) portal() *portal {
	d.t.Helper()
	daemon := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address=1", "--address=unix:dir="+d.home)
	out, err := daemon.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	d.start(daemon)
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		d.t.Fatalf("the bus names no address: %v", err)
	}
	address = strings.TrimSpace(address)
	d.env = append(d.env, "DBUS_SESSION_BUS_ADDRESS="+address)
	conn, err := dbus.Connect(address)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { conn.Close() })
	p := &portal{conn: conn, chosen: make(chan string, 1), asked: make(chan string, 8)}
	if err := conn.Export(p, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.FileChooser"); err != nil {
		d.t.Fatal(err)
	}
	if reply, err := conn.RequestName("org.freedesktop.portal.Desktop", dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		d.t.Fatalf("the portal got no name: %v", err)
	}
	return p
}

// TestEndToEndFileDialog opens and makes projects through the system's dialogs.
func TestEndToEndFileDialog(t *testing.T) {
	d := newDesk(t)
	p := d.portal()
	first, second := filepath.Join(d.home, "a b+c.gloss"), filepath.Join(d.home, "second.gloss")
	d.gloss("new", first)
	d.open("", "Rosa")

	titled := func(name string) {
		d.until("a window titled "+name, func() bool {
			_, err := d.try("xdotool", "search", "--onlyvisible", "--name", "^"+name+".*Gloss$")
			return err == nil
		})
	}
	p.chosen <- first
	d.key("ctrl+o")
	titled(`a b\+c`)
	p.chosen <- strings.TrimSuffix(second, ".gloss") // the ending is added
	d.key("ctrl+n")
	titled("second")
	d.gloss("check", second)
	for _, want := range []string{"OpenFile Open project true", "SaveFile New project true"} {
		if got := <-p.asked; got != want {
			t.Errorf("the portal was asked for %q, not %q", got, want)
		}
	}
}

// TestEndToEndPlace is a window that stands again where it was.
func TestEndToEndPlace(t *testing.T) {
	d := newDesk(t)
	project := filepath.Join(d.home, "p.gloss")
	d.gloss("new", project)
	d.open("", "Rosa")
	d.x("windowsize", "--sync", d.win, "1000", "700")
	d.x("windowmove", "--sync", d.win, "151", "83")
	d.pause(time.Second)
	where := func() string {
		out, err := d.try("xdotool", "getwindowgeometry", d.win)
		if err != nil {
			t.Fatal(err)
		}
		_, geometry, _ := strings.Cut(string(out), "\n") // without the window's number
		return geometry
	}
	before := where()
	d.quit()
	d.launch(project, "")
	d.until("its place", func() bool { return where() == before })
}
