//go:build !windows && !darwin

package screen

import (
	"io"
	"os"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// ask asks the X server of this session.
func ask(question func(c *xgb.Conn, server *xproto.ScreenInfo)) {
	if os.Getenv("DISPLAY") == "" || os.Getenv("WAYLAND_DISPLAY") != "" {
		return
	}
	xgb.Logger.SetOutput(io.Discard) // else it tells people on the terminal that there is no .Xauthority
	c, err := xgb.NewConn()
	if err != nil {
		return
	}
	defer c.Close()
	question(c, xproto.Setup(c).DefaultScreen(c))
}

func of(window uintptr) (x, y int, ok bool) {
	if window == 0 {
		return 0, 0, false
	}
	ask(func(c *xgb.Conn, server *xproto.ScreenInfo) {
		r, err := xproto.TranslateCoordinates(c, xproto.Window(window), server.Root, 0, 0).Reply()
		if err == nil {
			x, y, ok = int(r.DstX), int(r.DstY), true
		}
	})
	return x, y, ok
}

func onScreen(x, y int) (on bool) {
	ask(func(_ *xgb.Conn, server *xproto.ScreenInfo) {
		on = x >= 0 && y >= 0 && x < int(server.WidthInPixels) && y < int(server.HeightInPixels)
	})
	return on
}
