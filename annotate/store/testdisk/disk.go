// Package testdisk stands between SQLite and the operating system in tests. It
// passes everything on to the real files, and on the way
//
//   - writes down what SQLite asks for, so that a test can make every state of
//     the disk that a power cut may leave (see Log and Cut), and
//   - refuses to let files grow beyond a limit, as a full disk does (see Limit),
//     or to change at all, as a medium does that is read-only (see ReadOnly).
//
// It is SQLite's own way of putting something below it, a VFS, wrapped around
// the one of the system. Gloss itself does not contain it.
package testdisk

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Disk is what lies below the files of a folder. Its methods may be called
// from several goroutines.
type Disk struct {
	folder string

	mu    sync.Mutex
	log   []Op
	sizes map[string]int64 // of files that were open
	limit int64            // for the sum of sizes; negative: none
	fixed bool             // nothing can be written
}

// Kind is what is asked of a file.
type Kind int

// The kinds of Op.
const (
	Create   Kind = iota // the file is made
	Write                // Data comes to Offset
	Truncate             // the file is cut to Offset bytes
	Sync                 // all before is to be on the medium, the file's name too
	Delete               // the file is deleted; the folder is synced if Synced
	Note                 // nothing of SQLite's: see Disk.Note
)

// Op is one thing that SQLite asked for.
type Op struct {
	Kind   Kind
	Name   string // of the file, within the folder
	Offset int64
	Data   []byte
	Synced bool
}

// under is the disk that is put under SQLite now, and the state of the shim,
// which SQLite knows by the addresses of its parts.
var under struct {
	sync.Mutex
	disk    *Disk
	tls     *libc.TLS
	real    *lib.Tsqlite3_vfs
	vfs     lib.Tsqlite3_vfs
	methods map[uintptr]*wrapped // by the address of the real table of methods
	tables  map[uintptr]*wrapped // by the address of ours
	names   map[uintptr]string   // by the address of an open file
}

// wrapped is a table of methods of open files, and the real one.
type wrapped struct {
	ours lib.Tsqlite3_io_methods
	real *lib.Tsqlite3_io_methods
}

// Put puts a disk under the files of folder that SQLite opens from now on, until
// Remove. There is one at a time.
func Put(folder string) *Disk {
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	d := &Disk{folder: folder, sizes: map[string]int64{}, limit: -1}
	under.Lock()
	defer under.Unlock()
	if under.disk != nil {
		panic("testdisk: there is a disk already")
	}
	under.disk = d
	if under.tls == nil {
		under.tls = libc.NewTLS()
		under.real = (*lib.Tsqlite3_vfs)(at(lib.Xsqlite3_vfs_find(under.tls, 0)))
		under.methods, under.tables, under.names = map[uintptr]*wrapped{}, map[uintptr]*wrapped{}, map[uintptr]string{}
		under.vfs = *under.real
		name, err := libc.CString("testdisk")
		if err != nil {
			panic(err)
		}
		under.vfs.FzName = name
		*(*openFunc)(unsafe.Pointer(&under.vfs.FxOpen)) = open
		*(*deleteFunc)(unsafe.Pointer(&under.vfs.FxDelete)) = remove
	}
	register(&under.vfs)
	return d
}

// Remove takes the disk away again. What is open stays recorded by nobody.
func (d *Disk) Remove() {
	under.Lock()
	defer under.Unlock()
	under.disk = nil
	register(under.real)
}

// register makes v the one that SQLite uses unless told otherwise.
func register(v *lib.Tsqlite3_vfs) {
	if rc := lib.Xsqlite3_vfs_register(under.tls, uintptr(unsafe.Pointer(v)), 1); rc != lib.SQLITE_OK {
		panic(fmt.Sprint("testdisk: SQLite refuses with ", rc))
	}
}

// Log returns what SQLite has asked for so far.
func (d *Disk) Log() []Op {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.log[:len(d.log):len(d.log)]
}

// Note writes text into the log, for the test to find the place again.
func (d *Disk) Note(text string) { d.add(Op{Kind: Note, Name: text}) }

// Limit lets the files that are open under the disk grow by n bytes and no
// more; negative: for ever.
func (d *Disk) Limit(n int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.limit = n
	if n >= 0 {
		d.limit += d.used()
	}
}

// ReadOnly lets nothing be written any more, or again. A new journal is refused
// as the system refuses it on a medium that is mounted to be read only.
func (d *Disk) ReadOnly(yes bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fixed = yes
}

func (d *Disk) readOnly() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.fixed
}

func (d *Disk) used() (n int64) {
	for _, size := range d.sizes {
		n += size
	}
	return n
}

func (d *Disk) add(op Op) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.log = append(d.log, op)
}

// at is the value at an address that SQLite knows; it lies in memory that the
// garbage collector does not move, or that under keeps alive.
func at(address uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&address)) }

// call makes a function of its address, the way the compiler of SQLite does.
func call[F any](address uintptr) F { return *(*F)(unsafe.Pointer(&struct{ uintptr }{address})) }

type (
	openFunc   = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, outFlags uintptr) int32
	deleteFunc = func(tls *libc.TLS, vfs, name uintptr, syncFolder int32) int32
	closeFunc  = func(tls *libc.TLS, file uintptr) int32
	writeFunc  = func(tls *libc.TLS, file, data uintptr, n int32, offset int64) int32
	cutFunc    = func(tls *libc.TLS, file uintptr, size int64) int32
	syncFunc   = func(tls *libc.TLS, file uintptr, flags int32) int32
)

// within is the name of a file in the folder of the disk, and whether there is
// a disk for it.
func within(path string) (d *Disk, name string, ok bool) {
	under.Lock()
	defer under.Unlock()
	if under.disk == nil {
		return nil, "", false
	}
	name, ok = strings.CutPrefix(path, under.disk.folder+string(filepath.Separator))
	return under.disk, name, ok
}

func open(tls *libc.TLS, _, name, file uintptr, flags int32, outFlags uintptr) int32 {
	realOpen := call[openFunc](under.real.FxOpen)
	vfs := uintptr(unsafe.Pointer(under.real))
	if name == 0 {
		return realOpen(tls, vfs, name, file, flags, outFlags) // a temporary file
	}
	path := libc.GoString(name)
	d, short, ok := within(path)
	if ok && d.readOnly() && flags&lib.SQLITE_OPEN_MAIN_JOURNAL != 0 {
		return lib.SQLITE_CANTOPEN
	}
	_, missing := os.Stat(path)
	rc := realOpen(tls, vfs, name, file, flags, outFlags)
	if rc != lib.SQLITE_OK || !ok {
		return rc
	}
	d.mu.Lock()
	d.sizes[short] = 0
	if info, err := os.Stat(path); err == nil {
		d.sizes[short] = info.Size()
	}
	if missing != nil {
		d.log = append(d.log, Op{Kind: Create, Name: short})
	}
	d.mu.Unlock()
	wrap(file, short)
	return rc
}

// wrap gives an open file our methods.
func wrap(file uintptr, name string) {
	under.Lock()
	defer under.Unlock()
	f := (*lib.Tsqlite3_file)(at(file))
	w := under.methods[f.FpMethods]
	if w == nil {
		w = &wrapped{real: (*lib.Tsqlite3_io_methods)(at(f.FpMethods))}
		w.ours = *w.real
		*(*closeFunc)(unsafe.Pointer(&w.ours.FxClose)) = closeFile
		*(*writeFunc)(unsafe.Pointer(&w.ours.FxWrite)) = write
		*(*cutFunc)(unsafe.Pointer(&w.ours.FxTruncate)) = truncate
		*(*syncFunc)(unsafe.Pointer(&w.ours.FxSync)) = syncFile
		under.methods[f.FpMethods] = w
		under.tables[uintptr(unsafe.Pointer(&w.ours))] = w
	}
	f.FpMethods = uintptr(unsafe.Pointer(&w.ours))
	under.names[file] = name
}

// known is what an open file is called, its disk (nil if that was removed) and
// its real methods.
func known(file uintptr) (d *Disk, name string, real *lib.Tsqlite3_io_methods) {
	under.Lock()
	defer under.Unlock()
	w := under.tables[(*lib.Tsqlite3_file)(at(file)).FpMethods]
	return under.disk, under.names[file], w.real
}

func closeFile(tls *libc.TLS, file uintptr) int32 {
	_, _, real := known(file)
	under.Lock()
	delete(under.names, file)
	under.Unlock()
	return call[closeFunc](real.FxClose)(tls, file)
}

func write(tls *libc.TLS, file, data uintptr, n int32, offset int64) int32 {
	d, name, real := known(file)
	if d != nil && d.readOnly() {
		return lib.SQLITE_IOERR_WRITE
	}
	if d != nil {
		d.mu.Lock()
		grown := max(d.sizes[name], offset+int64(n))
		if d.limit >= 0 && d.used()-d.sizes[name]+grown > d.limit && grown > d.sizes[name] {
			d.mu.Unlock()
			return lib.SQLITE_FULL
		}
		d.sizes[name] = grown
		d.mu.Unlock()
	}
	rc := call[writeFunc](real.FxWrite)(tls, file, data, n, offset)
	if d != nil && rc == lib.SQLITE_OK {
		bytes := append([]byte(nil), unsafe.Slice((*byte)(at(data)), n)...)
		d.add(Op{Kind: Write, Name: name, Offset: offset, Data: bytes})
	}
	return rc
}

func truncate(tls *libc.TLS, file uintptr, size int64) int32 {
	d, name, real := known(file)
	rc := call[cutFunc](real.FxTruncate)(tls, file, size)
	if d != nil && rc == lib.SQLITE_OK {
		d.mu.Lock()
		d.sizes[name] = size
		d.log = append(d.log, Op{Kind: Truncate, Name: name, Offset: size})
		d.mu.Unlock()
	}
	return rc
}

func syncFile(tls *libc.TLS, file uintptr, flags int32) int32 {
	d, name, real := known(file)
	rc := call[syncFunc](real.FxSync)(tls, file, flags)
	if d != nil && rc == lib.SQLITE_OK {
		d.add(Op{Kind: Sync, Name: name})
	}
	return rc
}

func remove(tls *libc.TLS, _, name uintptr, syncFolder int32) int32 {
	d, short, ok := within(libc.GoString(name))
	rc := call[deleteFunc](under.real.FxDelete)(tls, uintptr(unsafe.Pointer(under.real)), name, syncFolder)
	if ok && rc == lib.SQLITE_OK {
		d.mu.Lock()
		delete(d.sizes, short)
		d.log = append(d.log, Op{Kind: Delete, Name: short, Synced: syncFolder != 0})
		d.mu.Unlock()
	}
	return rc
}
