package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"gloss/annotate"
)

// handedOutTo is the key in meta of the ID of the coder for whom a copy was made.
const handedOutTo = "handed_out_to"

// HandOut writes a new project file at path for someone to code in: with all
// articles, the codebook and the filters, with what that coder has done so far,
// and without the highlights and statuses of all others, and without their
// history. The coder is known by ID, else by name, else is new; whoever opens
// the copy and gives no name is that coder. It refuses to replace a file.
//
// Merging the copy back brings what was done in it. What it does not carry, it
// cannot have deleted, so nothing of the others is lost, and as articles are
// matched by their texts, nothing can stand in a wrong place.
func (p *Project) HandOut(path string, to annotate.Coder) (annotate.Coder, error) {
	err := p.read(func(c *conn) error {
		who, known, err := c.knownCoder(to)
		if err != nil {
			return err
		}
		if !known {
			coders, err := c.coders()
			if err != nil {
				return err
			}
			who.ID = cmp.Or(who.ID, p.newID())
			who.Color = cmp.Or(who.Color, annotate.Palette[len(coders)%len(annotate.Palette)])
		}
		to = who
		h := handOut{from: c, to: to, known: known}
		q, err := createWith(path, Options{Coder: to, Now: p.now, NewID: p.newID, Backups: p.backupsIn}, "hand out to "+to.Name, h.run)
		if err != nil {
			return err
		}
		return q.Close()
	})
	return to, err
}

// HandedOutTo returns the coder for whom this copy was made by HandOut.
func (v View) HandedOutTo() (who annotate.Coder, found bool, err error) {
	err = v.read(func(c *conn) error {
		who, found, err = c.handedOutTo()
		return err
	})
	return who, found, err
}

func (c *conn) handedOutTo() (who annotate.Coder, found bool, err error) {
	found, err = c.one(into(&who.ID, &who.Name, &who.Color), `SELECT id, name, color FROM coder WHERE id = (SELECT value FROM meta WHERE key = ?)`, handedOutTo)
	return who, found, err
}

// handOut is one copy under way.
type handOut struct {
	from  *conn
	to    annotate.Coder
	known bool // the coder stands in the project
}

// run fills the copy: with records that say where they come from, as a merge
// writes them, so that merging back knows them again.
func (h handOut) run(tx *Tx) error {
	// It is no version of the project that could take its place, so it has an
	// identity, and backups, of its own.
	if err := tx.identify(); err != nil {
		return err
	}
	if err := tx.conn.exec(`INSERT INTO meta (key, value) VALUES (?, ?)`, handedOutTo, h.to.ID); err != nil {
		return err
	}
	log, err := h.from.ledger()
	if err != nil {
		return err
	}
	pasts, err := h.pasts()
	if err != nil {
		return err
	}
	tx.coder, tx.ready = h.to, h.known // who is known comes with the other records
	if !h.known {
		if err := tx.arrive(); err != nil {
			return err
		}
	}
	if tx.action, err = tx.newAction(lasting, nil, nil); err != nil {
		return err
	}
	m := merger{tx: tx, theirs: h.from, result: pasts, from: map[string]string{}, names: map[key]string{}, report: &MergeReport{}}
	for k := range pasts {
		m.from[k.id] = k.id
	}
	if err := m.write(); err != nil {
		return err
	}
	return h.hear(tx, log, pasts)
}

// pasts are the records that the copy carries.
func (h handOut) pasts() (map[key]past, error) {
	ids, err := h.from.strings(`SELECT id FROM highlight WHERE coder = ?`, h.to.ID)
	if err != nil {
		return nil, err
	}
	mine := make(map[string]bool, len(ids))
	for _, id := range ids {
		mine[id] = true
	}
	all, err := h.from.pasts(func(k key) bool {
		switch k.kind {
		case highlightKind.name:
			return mine[k.id]
		case coderKind.name:
			return k.id == h.to.ID
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	for k, p := range all {
		switch {
		case k.kind == tagKind.name: // also a deleted one: others were wanted below it
		case p.state == nil:
			delete(all, k)
		case k.kind == articleKind.name:
			if p.state, err = h.withoutStatuses(p); err != nil {
				return nil, err
			}
			all[k] = p
		}
	}
	return all, nil
}

// withoutStatuses is an article with no status but that of the coder.
func (h handOut) withoutStatuses(p past) ([]byte, error) {
	for name := range p.fields {
		if coder, ok := strings.CutPrefix(name, statusField); ok && coder != h.to.ID {
			delete(p.fields, name)
		}
	}
	shown := maps.Clone(p.fields)
	for name, value := range p.shown {
		if coder, ok := strings.CutPrefix(name, statusField); !ok || coder == h.to.ID {
			shown[name] = field{value, shown[name].written}
		}
	}
	return join(articleKind.name, shown)
}

// hear keeps which changes the copy has seen, of the records that it carries,
// so that a deletion in it counts as one; and under which ids others know them.
func (h handOut) hear(tx *Tx, log ledger, pasts map[key]past) error {
	for _, p := range pasts {
		points := slices.Clone(p.alive)
		for _, f := range p.fields {
			points = append(points, f.written)
		}
		for _, at := range points {
			// Other operations of the action may be about records that it lacks.
			if err := tx.hear(heardOne, at.where(), ""); err != nil {
				return err
			}
		}
	}
	for k, id := range log.alias {
		if err := tx.hear(k.kind, k.id, id); err != nil {
			return err
		}
	}
	for pair := range log.apart {
		if err := tx.hear(heardApart, pair[0]+" "+pair[1], ""); err != nil {
			return err
		}
	}
	return nil
}
