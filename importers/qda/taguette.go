package qda

import (
	"cmp"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"time"

	"gloss/annotate"
)

// Taguette keeps documents as HTML, and a highlight as offsets in bytes of UTF-8
// over the text of the page, tags not counted. Its tags are names, in which
// people write a hierarchy as they like; they stay as they are. Who highlighted
// stands only in the log of commands.

// readTaguette reads a Taguette database. Of several projects all are read:
// the desktop program keeps them in one file.
func (p *Project) readTaguette(d *database) error {
	p.Program = "Taguette"
	projects, err := d.table("projects", "id", "name", "description", "created")
	if err != nil {
		return err
	}
	tags, err := d.table("tags", "id", "project_id", "path", "description")
	if err != nil {
		return err
	}
	documents, err := d.table("documents", "id", "project_id", "name", "description", "filename", "created", "contents")
	if err != nil {
		return err
	}
	highlights, err := d.table("highlights", "id", "document_id", "start_offset", "end_offset", "snippet")
	if err != nil {
		return err
	}
	tagged, err := d.table("highlight_tags", "highlight_id", "tag_id")
	if err != nil {
		return err
	}
	commands, err := d.table("commands", "id", "date", "user_login", "project_id", "document_id", "payload")
	if err != nil {
		return err
	}
	created := map[string]string{} // by project: it tells apart what has the same number elsewhere
	for i, pr := range projects {
		created[pr["id"]] = pr["name"] + "\x00" + pr["created"]
		if i == 0 && len(projects) == 1 {
			p.Name = annotate.OneLine(pr["name"])
		}
		if strings.TrimSpace(pr["description"]) != "" {
			p.leave("project description", pr["name"], "a project in Gloss has none")
		}
	}
	ids, b := map[string]string{}, newBook(p)
	byName := map[string]string{}
	for _, t := range tags {
		name := t["path"]
		if known := byName[name]; known != "" { // another project has it
			ids[t["id"]] = known
			continue
		}
		added := b.add(annotate.Tag{ID: annotate.DerivedID("taguette tag", created[t["project_id"]], name), Name: name, Description: t["description"]})
		ids[t["id"]], byName[name] = added.ID, added.ID
	}
	of := map[string][]string{} // tags by highlight
	for _, r := range tagged {
		if tag := ids[r["tag_id"]]; tag != "" {
			of[r["highlight_id"]] = append(of[r["highlight_id"]], tag)
		}
	}
	made := makers(p, commands)
	texts, at := []*text{}, map[string]*text{}
	for _, doc := range documents {
		t := &text{prefer: []Reading{{Unit: Bytes, LineEnds: AsWritten}}}
		key := created[doc["project_id"]] + "\x00" + doc["created"] + "\x00" + doc["name"]
		t.article = annotate.Article{
			ID: annotate.DerivedID("taguette document", key, doc["filename"]), Title: cmp.Or(annotate.OneLine(doc["name"]), annotate.OneLine(doc["filename"]), "untitled"),
			SourceName: annotate.OneLine(doc["filename"]), Format: "html", Added: when(doc["created"]), Note: annotate.Clean(doc["description"]),
		}
		if len(projects) > 1 {
			for _, pr := range projects {
				if name := annotate.OneLine(pr["name"]); pr["id"] == doc["project_id"] && name != "" {
					t.article.Variables = []annotate.Variable{{Name: "project", Value: name}}
				}
			}
		}
		t.raw, t.kinds = page(doc["contents"])
		t.original = []byte(doc["contents"])
		texts, at[doc["id"]] = append(texts, t), t
	}
	for _, h := range highlights {
		t := at[h["document_id"]]
		start, err1 := strconv.Atoi(h["start_offset"])
		end, err2 := strconv.Atoi(h["end_offset"])
		if t == nil || err1 != nil || err2 != nil {
			p.leave("passage", "number "+h["id"], "the text is not there")
			continue
		}
		m := mark{id: annotate.DerivedID("taguette highlight", t.article.ID, h["start_offset"], h["end_offset"]), tags: of[h["id"]]}
		if by, known := made[h["id"]]; known {
			m.coder, m.created, m.modified = by.coder, by.created, by.modified
		}
		t.places = append(t.places, place{start: start, end: end, quote: snippet(h["snippet"]), whole: true})
		t.marks = append(t.marks, m)
	}
	p.Sources = resolve(p, texts)
	return nil
}

// login is who made a highlight, and when.
type login struct {
	coder             string
	created, modified time.Time
}

// makers reads the log of commands: who made which highlight. The log knows
// people by their login; the desktop program has one, admin.
func makers(p *Project, commands []row) map[string]login {
	made, known := map[string]login{}, map[string]bool{}
	for _, c := range commands {
		var payload struct {
			Type      string      `json:"type"`
			Highlight json.Number `json:"highlight_id"`
		}
		if json.Unmarshal([]byte(c["payload"]), &payload) != nil || payload.Type != "highlight_add" {
			continue
		}
		name := annotate.OneLine(c["user_login"])
		who := login{coder: annotate.DerivedID("taguette user", name), created: when(c["date"]), modified: when(c["date"])}
		if name == "" {
			who.coder = ""
		} else if !known[name] {
			known[name] = true
			p.Coders = append(p.Coders, annotate.Coder{ID: who.coder, Name: clip(name, 200)})
		}
		if first, again := made[payload.Highlight.String()]; again {
			who.coder, who.created = first.coder, first.created
		}
		made[payload.Highlight.String()] = who
	}
	return made
}

func size(path string) int64 {
	if info, err := os.Stat(path); err == nil {
		return info.Size()
	}
	return 0
}
