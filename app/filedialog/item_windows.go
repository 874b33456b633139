package filedialog

import (
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The common item dialog, as shobjidl_core.h and shtypes.h of the Windows SDK
// have it: the numbers are places in the tables of methods, those of the
// interfaces above counted in.
const (
	release = 2 // of IUnknown

	dialogShow             = 3 // of IModalWindow
	dialogSetFileTypes     = 4 // of IFileDialog
	dialogSetOptions       = 9
	dialogGetOptions       = 10
	dialogSetFolder        = 12
	dialogSetFileName      = 15
	dialogSetTitle         = 17
	dialogSetOkButtonLabel = 18
	dialogGetResult        = 20
	dialogGetResults       = 27 // of IFileOpenDialog

	itemGetDisplayName = 5 // of IShellItem
	itemsGetCount      = 7 // of IShellItemArray
	itemsGetItemAt     = 8

	fosOverwritePrompt  = 0x2
	fosNoChangeDir      = 0x8
	fosPickFolders      = 0x20
	fosForceFileSystem  = 0x40
	fosAllowMultiSelect = 0x200

	sigdnFileSysPath = 0x80058000
	cancelled        = 0x800704c7 // HRESULT of ERROR_CANCELLED
)

var (
	openDialog  = windows.GUID{Data1: 0xdc1c5a9c, Data2: 0xe88a, Data3: 0x4dde, Data4: [8]byte{0xa5, 0xa1, 0x60, 0xf8, 0x2a, 0x20, 0xae, 0xf7}}
	openFace    = windows.GUID{Data1: 0xd57c7288, Data2: 0xd4ad, Data3: 0x4768, Data4: [8]byte{0xbe, 0x02, 0x9d, 0x96, 0x95, 0x32, 0xd9, 0x60}}
	saveDialog  = windows.GUID{Data1: 0xc0b4e2f3, Data2: 0xba21, Data3: 0x4773, Data4: [8]byte{0x8d, 0xba, 0x33, 0x5e, 0xc9, 0x46, 0xeb, 0x8b}}
	saveFace    = windows.GUID{Data1: 0x84bccd23, Data2: 0x5fde, Data3: 0x4cdb, Data4: [8]byte{0xae, 0xa4, 0xaf, 0x64, 0xb8, 0x3d, 0x78, 0xab}}
	shellItem   = windows.GUID{Data1: 0x43826d1e, Data2: 0xe718, Data3: 0x42ee, Data4: [8]byte{0xbc, 0x55, 0xa1, 0xe2, 0x61, 0xc3, 0x7b, 0xfe}}
	createItem  = windows.NewLazySystemDLL("shell32.dll").NewProc("SHCreateItemFromParsingName")
	createClass = windows.NewLazySystemDLL("ole32.dll").NewProc("CoCreateInstance")
)

// object is a COM object: a pointer to its table of methods.
type object struct{ methods *[64]uintptr }

// call calls the method at a place of the table and gives its HRESULT. What the
// arguments point at stays where it is meanwhile.
//
//go:uintptrescapes
func (o *object) call(method int, arguments ...uintptr) uint32 {
	hr, _, _ := syscall.SyscallN(o.methods[method], append([]uintptr{uintptr(unsafe.Pointer(o))}, arguments...)...)
	return uint32(hr)
}

// given calls a method that leaves a pointer where its last argument points, and
// gives that pointer, which is not nil.
func given[T any](o *object, method int, arguments ...uintptr) (*T, error) {
	place := new(*T)
	var pin runtime.Pinner
	pin.Pin(place)
	defer pin.Unpin()
	if hr := o.call(method, append(arguments, uintptr(unsafe.Pointer(place)))...); failed(hr) || *place == nil {
		return nil, broken(hr)
	}
	return *place, nil
}

func failed(hr uint32) bool { return int32(hr) < 0 }

// filterSpec is COMDLG_FILTERSPEC.
type filterSpec struct{ name, pattern *uint16 }

func ask(r Request) ([]string, error) {
	runtime.LockOSThread() // the dialog belongs to the thread that made it
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED); err != nil && err != syscall.Errno(1) { // S_FALSE: it was already
		return nil, ErrNone
	}
	defer windows.CoUninitialize()
	class, face := &openDialog, &openFace
	if r.Kind == Save {
		class, face = &saveDialog, &saveFace
	}
	var dialog *object
	const inProcess = 1 // CLSCTX_INPROC_SERVER
	hr, _, _ := createClass.Call(uintptr(unsafe.Pointer(class)), 0, inProcess, uintptr(unsafe.Pointer(face)), uintptr(unsafe.Pointer(&dialog)))
	if failed(uint32(hr)) || dialog == nil {
		return nil, ErrNone
	}
	defer dialog.call(release)
	dialog.set(r)
	switch hr := dialog.call(dialogShow, r.Parent); {
	case hr == cancelled:
		return nil, nil
	case failed(hr):
		return nil, ErrNone
	}
	return dialog.chosen(r.Kind)
}

// set tells the dialog what to show. What it refuses it goes without.
func (o *object) set(r Request) {
	var options uint32
	o.call(dialogGetOptions, uintptr(unsafe.Pointer(&options)))
	options |= fosForceFileSystem | fosNoChangeDir
	switch r.Kind {
	case Files:
		options |= fosAllowMultiSelect
	case Folder:
		options |= fosPickFolders
	case Save:
		options |= fosOverwritePrompt
	}
	o.call(dialogSetOptions, uintptr(options))
	o.text(dialogSetTitle, r.Title)
	o.text(dialogSetOkButtonLabel, r.Accept)
	if r.Kind == Save {
		o.text(dialogSetFileName, r.Name)
	}
	if len(r.Extensions) > 0 && r.Kind != Folder {
		specs := [2]filterSpec{
			{wide(r.Named), wide("*" + strings.Join(r.Extensions, ";*"))},
			{wide(r.All), wide("*.*")},
		}
		o.call(dialogSetFileTypes, uintptr(len(specs)), uintptr(unsafe.Pointer(&specs[0])))
	}
	if r.Folder == "" {
		return
	}
	var folder *object
	hr, _, _ := createItem.Call(uintptr(unsafe.Pointer(wide(r.Folder))), 0, uintptr(unsafe.Pointer(&shellItem)), uintptr(unsafe.Pointer(&folder)))
	if !failed(uint32(hr)) && folder != nil {
		o.call(dialogSetFolder, uintptr(unsafe.Pointer(folder)))
		folder.call(release)
	}
}

// text gives a method a string, unless it is empty.
func (o *object) text(method int, s string) {
	if s == "" {
		return
	}
	o.call(method, uintptr(unsafe.Pointer(wide(s))))
}

// wide is a string as Windows takes it, up to the first zero.
func wide(s string) *uint16 {
	s, _, _ = strings.Cut(s, "\x00")
	p, _ := windows.UTF16PtrFromString(s) // fails on zeros only
	return p
}

// chosen reads the paths.
func (o *object) chosen(k Kind) ([]string, error) {
	if k == Save {
		path, err := o.path(dialogGetResult)
		return []string{path}, err
	}
	items, err := given[object](o, dialogGetResults)
	if err != nil {
		return nil, err
	}
	defer items.call(release)
	var n uint32
	if hr := items.call(itemsGetCount, uintptr(unsafe.Pointer(&n))); failed(hr) {
		return nil, broken(hr)
	}
	var all []string
	for i := range n {
		path, err := items.path(itemsGetItemAt, uintptr(i))
		if err != nil {
			return nil, err
		}
		all = append(all, path)
	}
	return all, nil
}

// path is where the item is that a method gives.
func (o *object) path(method int, arguments ...uintptr) (string, error) {
	item, err := given[object](o, method, arguments...)
	if err != nil {
		return "", err
	}
	defer item.call(release)
	name, err := given[uint16](item, itemGetDisplayName, sigdnFileSysPath)
	if err != nil {
		return "", err
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(name))
	return windows.UTF16PtrToString(name), nil
}

func broken(hr uint32) error {
	return fmt.Errorf("the file dialog of the system gave no path (%#x)", hr)
}
