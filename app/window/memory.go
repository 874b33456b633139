package window

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"gloss/annotate/store"
)

// memory is what this machine remembers of a project file, away from it: where
// its log ended when it was seen last. If that is not in the file any more, an
// older version has come in its place. It belongs to the worker.
type memory struct {
	Path  string
	Trace store.Trace
	At    time.Time
	// Passed are copies of the project that a person has seen and left alone, and
	// where their logs ended then.
	Passed map[string]store.Trace
	// Unchecked says that the project was cut off and has not been found whole since.
	Unchecked bool `json:",omitempty"`

	file string
}

// recall reads what is remembered of the project at path; nothing, if nothing
// is or it cannot be read.
func recall(stateFolder, path string, project string) memory {
	if stateFolder == "" {
		return memory{Path: path}
	}
	sum := sha256.Sum256([]byte(project + "\x00" + path))
	m := memory{file: filepath.Join(stateFolder, "projects", hex.EncodeToString(sum[:8])+".json")}
	if data, err := os.ReadFile(m.file); err == nil && json.Unmarshal(data, &m) != nil {
		m.Trace = store.Trace{}
	}
	m.Path = path
	return m
}

// keep writes the memory down. It is only a help, so what fails is passed over.
func (m *memory) keep() {
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil || m.file == "" || os.MkdirAll(filepath.Dir(m.file), 0o700) != nil {
		return
	}
	part := m.file + ".part"
	if os.WriteFile(part, data, 0o600) == nil {
		_ = os.Rename(part, m.file)
	}
}

// saw remembers where the log ends now.
func (m *memory) saw(t store.Trace, now time.Time) {
	m.Trace, m.At = t, now
	m.keep()
}

// pass remembers that a copy was seen and left alone.
func (m *memory) pass(c store.Copy) {
	if m.Passed == nil {
		m.Passed = map[string]store.Trace{}
	}
	m.Passed[c.Path] = c.Trace
	m.keep()
}
