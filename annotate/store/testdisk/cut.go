package testdisk

import "bytes"

// sector is what a medium writes whole or not at all, in bytes.
const sector = 512

// Cut is the moment after Log()[:n], at which the power fails. What was synced
// is on the medium; of the rest each piece, a sector of a write, a truncation, a
// new or a deleted name, may have come there or not.
type Cut struct {
	start   map[string][]byte
	log     []Op
	pending []piece
}

// piece is what may be lost by itself: a part of an operation.
type piece struct{ op, from, to int }

// CutAt returns the cut after log, for files that were as in start when the log
// began. What start holds must not change.
func CutAt(start map[string][]byte, log []Op) *Cut {
	c := &Cut{start: start, log: log}
	// An operation is safe if a sync of the same file comes after it.
	synced := map[string]bool{}
	for i := len(log) - 1; i >= 0; i-- {
		switch op := log[i]; {
		case op.Kind == Sync:
			synced[op.Name] = true
		case op.Kind == Note || synced[op.Name]:
		case op.Kind == Delete && op.Synced:
			synced[op.Name] = true
		case op.Kind == Write:
			for from := 0; from < len(op.Data); {
				to := min(len(op.Data), from+sector-int(op.Offset+int64(from))%sector)
				c.pending = append(c.pending, piece{i, from, to})
				from = to
			}
		default:
			c.pending = append(c.pending, piece{op: i})
		}
	}
	return c
}

// Pending is how many pieces the power cut may lose.
func (c *Cut) Pending() int { return len(c.pending) }

// Files returns the files that are on the medium afterwards; kept says of each
// pending piece, by its number, whether it is.
func (c *Cut) Files(kept func(piece int) bool) map[string][]byte {
	unsafe := map[int][]piece{} // the pieces of an operation that are kept, or none
	for i, p := range c.pending {
		if _, there := unsafe[p.op]; !there {
			unsafe[p.op] = nil
		}
		if kept(i) {
			unsafe[p.op] = append(unsafe[p.op], p)
		}
	}
	files := map[string][]byte{}
	for name, data := range c.start {
		files[name] = bytes.Clone(data)
	}
	for i, op := range c.log {
		pieces, pending := unsafe[i]
		if pending && len(pieces) == 0 {
			continue
		}
		switch op.Kind {
		case Create:
			if files[op.Name] == nil {
				files[op.Name] = []byte{}
			}
		case Delete:
			delete(files, op.Name)
		case Truncate:
			if data, there := files[op.Name]; there {
				files[op.Name] = resized(data, int(op.Offset))
			}
		case Write:
			data, there := files[op.Name]
			if !there {
				continue // its name was lost, and it with it
			}
			if !pending {
				pieces = []piece{{to: len(op.Data)}}
			}
			for _, p := range pieces {
				if end := int(op.Offset) + p.to; end > len(data) {
					data = resized(data, end)
				}
				copy(data[int(op.Offset)+p.from:], op.Data[p.from:p.to])
			}
			files[op.Name] = data
		}
	}
	return files
}

func resized(data []byte, size int) []byte {
	if size <= len(data) {
		return data[:size:size]
	}
	return append(data, make([]byte, size-len(data))...)
}
