package screen

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	user32           = windows.NewLazySystemDLL("user32.dll")
	clientToScreen   = user32.NewProc("ClientToScreen")
	isIconic         = user32.NewProc("IsIconic")
	monitorFromPoint = user32.NewProc("MonitorFromPoint")
)

// point is POINT of windef.h.
type point struct{ x, y int32 }

func of(window uintptr) (x, y int, ok bool) {
	if minimised, _, _ := isIconic.Call(window); minimised != 0 {
		return 0, 0, false
	}
	var p point
	done, _, _ := clientToScreen.Call(window, uintptr(unsafe.Pointer(&p)))
	return int(p.x), int(p.y), done != 0
}

// onScreen asks for the monitor at a point. The call takes a POINT by value,
// which on 64 bits is one word.
func onScreen(x, y int) bool {
	const none = 0 // MONITOR_DEFAULTTONULL
	monitor, _, _ := monitorFromPoint.Call(uintptr(uint32(x))|uintptr(uint32(y))<<32, none)
	return monitor != 0
}
