package seat

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// ErrTaken says that another process has the seat.
var ErrTaken = errors.New("the project is open in another window")

// Seat is held by a window from Take to Leave.
type Seat struct {
	key     string
	lock    *flock.Flock
	address string // path of the file that says where the window listens
	ears    net.Listener
	unclean bool
}

// Take takes the seat at the project file at path; folder is where seats are
// kept, and is made. Whenever another process asks for the window, raise is
// called, on a goroutine of its own. The error is ErrTaken if another process
// or another Seat of this one holds it; any other means that there can be no
// seat here, and that a window may do without.
func Take(folder, path string, raise func()) (*Seat, error) {
	s, err := find(folder, path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	ok, err := s.lock.TryLock()
	for i := 0; i < 3 && !ok && err == nil; i++ {
		// Raise holds the lock for a moment when it looks whether it is free.
		time.Sleep(20 * time.Millisecond)
		ok, err = s.lock.TryLock()
	}
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, ErrTaken
	}
	if old, err := os.ReadFile(s.address); err == nil {
		s.unclean = true
		removeSocket(string(old))
	}
	// Without ears the seat is still good: whoever asks is told that it is taken.
	where, _ := s.listen(raise)
	if err := os.WriteFile(s.address, []byte(where), 0o600); err != nil {
		s.Leave()
		return nil, err
	}
	return s, nil
}

// find names the seat at the file at path.
func find(folder, path string) (*Seat, error) {
	id, err := identity(path)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(id))
	s := &Seat{key: hex.EncodeToString(sum[:8])}
	s.lock = flock.New(filepath.Join(folder, s.key+".lock"))
	s.address = filepath.Join(folder, s.key+".window")
	return s, nil
}

// socketFolder is what the folders of sockets are called. They stand among the
// temporary files because the path of a socket must be short.
const socketFolder = "gloss-window-"

func (s *Seat) listen(raise func()) (where string, err error) {
	dir, err := os.MkdirTemp("", socketFolder)
	if err != nil {
		return "", err
	}
	where = filepath.Join(dir, "w")
	if s.ears, err = net.Listen("unix", where); err != nil {
		return "", errors.Join(err, os.Remove(dir))
	}
	go func() {
		for {
			c, err := s.ears.Accept()
			if err != nil {
				return // Leave
			}
			fmt.Fprintln(c, answer)
			c.Close()
			raise()
		}
	}()
	return where, nil
}

// removeSocket removes a socket and its folder. The path comes from a file, so
// nothing else may be removed.
func removeSocket(where string) {
	if dir := filepath.Dir(where); strings.HasPrefix(filepath.Base(dir), socketFolder) {
		_ = os.Remove(where)
		_ = os.Remove(dir)
	}
}

// Unclean reports whether the window that had the seat before did not leave it:
// it was killed, or the power failed.
func (s *Seat) Unclean() bool { return s.unclean }

// At reports whether this is the seat at the file at path.
func (s *Seat) At(path string) bool {
	other, err := find("", path)
	return err == nil && other.key == s.key
}

// Leave gives the seat up. A nil Seat is left already.
func (s *Seat) Leave() {
	if s == nil {
		return
	}
	if s.ears != nil {
		where := s.ears.Addr().String()
		s.ears.Close()
		removeSocket(where)
	}
	_ = os.Remove(s.address)
	_ = s.lock.Unlock()
}

const (
	answer  = "here"
	patient = 3 * time.Second // for a window that is just being made, or is busy
)

// Raise asks the window that holds the seat at the file at path to come to the
// front, and reports whether there is one.
func Raise(folder, path string) bool {
	s, err := find(folder, path)
	if err != nil {
		return false
	}
	if _, err := os.Stat(s.lock.Path()); err != nil {
		return false
	}
	if free, err := s.lock.TryLock(); free || err != nil {
		_ = s.lock.Unlock()
		return false
	}
	for end := time.Now().Add(patient); time.Now().Before(end); time.Sleep(patient / 30) {
		where, err := os.ReadFile(s.address)
		if err != nil {
			continue
		}
		if ask(string(where), end) {
			break
		}
	}
	return true
}

func ask(where string, end time.Time) bool {
	c, err := net.DialTimeout("unix", where, time.Until(end))
	if err != nil {
		return false
	}
	defer c.Close()
	_ = c.SetDeadline(end)
	line, err := bufio.NewReader(c).ReadString('\n')
	return err == nil && line == answer+"\n"
}
