//go:build !windows && !darwin

package filedialog

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/godbus/dbus/v5"
)

// The portal's names, from https://flatpak.github.io/xdg-desktop-portal/docs/.
const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = "/org/freedesktop/portal/desktop"
	chooserFace   = "org.freedesktop.portal.FileChooser"
	requestFace   = "org.freedesktop.portal.Request"
	requestFolder = portalPath + "/request/"
)

// ask shows the portal's dialog. The module rymdport/portal has a file chooser
// too, but unescapes addresses as if they were queries, so that a plus in a
// file's name becomes a blank and the file is not found.
func ask(r Request) ([]string, error) {
	if !bus() {
		return nil, ErrNone
	}
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		return nil, ErrNone
	}
	defer conn.Close()
	// The answer is a signal of an object whose name is agreed on before, so
	// that it cannot come before anybody listens.
	token := "gloss"
	sender := strings.ReplaceAll(strings.TrimPrefix(conn.Names()[0], ":"), ".", "_")
	path := dbus.ObjectPath(requestFolder + sender + "/" + token)
	if err := conn.AddMatchSignal(dbus.WithMatchObjectPath(path), dbus.WithMatchInterface(requestFace), dbus.WithMatchMember("Response")); err != nil {
		return nil, ErrNone
	}
	answers := make(chan *dbus.Signal, 8)
	conn.Signal(answers)

	method, options := options(r)
	options["handle_token"] = dbus.MakeVariant(token)
	parent := ""
	if r.Parent != 0 {
		parent = fmt.Sprintf("x11:%x", r.Parent)
	}
	var handle dbus.ObjectPath
	if err := conn.Object(portalName, portalPath).Call(chooserFace+"."+method, 0, parent, r.Title, options).Store(&handle); err != nil {
		return nil, ErrNone // no portal, or one without file dialogs
	}
	for answer := range answers {
		if answer.Path != path || answer.Name != requestFace+".Response" || len(answer.Body) != 2 {
			continue
		}
		code, _ := answer.Body[0].(uint32)
		results, _ := answer.Body[1].(map[string]dbus.Variant)
		switch code {
		case 0:
			var addresses []string
			if err := results["uris"].Store(&addresses); err != nil {
				return nil, fmt.Errorf("the file dialog of the system gave an answer that is not understood: %w", err)
			}
			return paths(addresses)
		case 1:
			return nil, nil
		}
		return nil, ErrNone // the portal could not show it
	}
	return nil, fmt.Errorf("the file dialog of the system went away")
}

// bus reports whether there is a session bus. Asking the library would start
// one where there is none.
func bus() bool {
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus"))
	return os.Getenv("XDG_RUNTIME_DIR") != "" && err == nil
}

// pattern is a rule of a filter: 0 and a glob.
type pattern struct {
	Kind uint32
	Glob string
}

type filter struct {
	Name  string
	Rules []pattern
}

// options is the portal's method for a request and what to tell it.
func options(r Request) (method string, options map[string]dbus.Variant) {
	options = map[string]dbus.Variant{"modal": dbus.MakeVariant(true)}
	if r.Accept != "" {
		options["accept_label"] = dbus.MakeVariant(r.Accept)
	}
	if r.Folder != "" {
		options["current_folder"] = dbus.MakeVariant(append([]byte(r.Folder), 0))
	}
	if len(r.Extensions) > 0 && r.Kind != Folder {
		f := filter{Name: r.Named}
		for _, e := range r.Extensions {
			f.Rules = append(f.Rules, pattern{0, "*" + eitherCase(e)})
		}
		options["filters"] = dbus.MakeVariant([]filter{f, {r.All, []pattern{{0, "*"}}}})
	}
	if r.Kind == Save {
		options["current_name"] = dbus.MakeVariant(r.Name)
		return "SaveFile", options
	}
	options["multiple"] = dbus.MakeVariant(r.Kind == Files)
	options["directory"] = dbus.MakeVariant(r.Kind == Folder)
	return "OpenFile", options
}

// eitherCase is a glob for an extension in small letters and in capitals, which
// the portal tells apart.
func eitherCase(extension string) string {
	var b strings.Builder
	for _, c := range extension {
		if up := unicode.ToUpper(c); up != c {
			b.WriteString("[" + string(c) + string(up) + "]")
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// paths takes the addresses of files apart.
func paths(addresses []string) ([]string, error) {
	var all []string
	for _, a := range addresses {
		u, err := url.Parse(a)
		if err != nil || u.Scheme != "file" || u.Path == "" {
			return nil, fmt.Errorf("%s is not a file on this computer; copy it here first", a)
		}
		all = append(all, u.Path)
	}
	return all, nil
}
