package qda

import (
	"cmp"
	"strconv"
	"strings"

	"gloss/annotate"
)

// qualcoderFile is the database in the folder of a QualCoder project.
const qualcoderFile = "data.qda"

// readQualCoder reads the database of a QualCoder project. Its positions are
// code points where it coded by itself and UTF-16 units where a person did, so
// the text that it keeps of each coding is what counts: a passage that does not
// say it is looked for near its position.
func (p *Project) readQualCoder(d *database) error {
	p.Program = "QualCoder"
	about, err := d.table("project", "databaseversion", "date", "memo", "about")
	if err != nil {
		return err
	}
	for _, a := range about {
		if v := annotate.OneLine(a["databaseversion"]); v != "" {
			p.Program = "QualCoder, database " + v
		}
		if strings.TrimSpace(a["memo"]) != "" {
			p.leave("project description", "", "a project in Gloss has none")
		}
	}
	q := &qualcoderProject{Project: p, d: d, coders: map[string]string{}, tags: map[string]string{}, at: map[string]*text{}}
	for _, step := range []func() error{q.codebook, q.sources, q.attributes, q.codings, q.annotations, q.rest} {
		if err := step(); err != nil {
			return err
		}
	}
	p.Sources = resolve(p, q.texts)
	return nil
}

// qualcoderProject is such a project while it is read.
type qualcoderProject struct {
	*Project
	d      *database
	coders map[string]string // ID by name
	tags   map[string]string // ID by number
	texts  []*text
	at     map[string]*text // by number
}

// coder is the ID of an owner, "" for none.
func (q *qualcoderProject) coder(owner string) string {
	name := clip(annotate.OneLine(owner), 200)
	if name == "" {
		return ""
	}
	if q.coders[name] == "" {
		q.coders[name] = annotate.DerivedID("qualcoder coder", name)
		q.Coders = append(q.Coders, annotate.Coder{ID: q.coders[name], Name: name})
	}
	return q.coders[name]
}

// codebook makes tags of categories and codes. Both stand below categories, a
// code also below another code.
func (q *qualcoderProject) codebook() error {
	categories, err := q.d.table("code_cat", "catid", "name", "memo", "supercatid")
	if err != nil {
		return err
	}
	codes, err := q.d.table("code_name", "cid", "name", "memo", "catid", "color", "supercid")
	if err != nil {
		return err
	}
	type node struct {
		key, name, memo, color, above string
	}
	var nodes []node
	there := map[string]bool{}
	for _, c := range categories {
		nodes = append(nodes, node{"cat " + c["catid"], c["name"], c["memo"], "", "cat " + c["supercatid"]})
	}
	for _, c := range codes {
		above := "cat " + c["catid"]
		if c["supercid"] != "" && c["supercid"] != "0" {
			above = "code " + c["supercid"]
		}
		nodes = append(nodes, node{"code " + c["cid"], c["name"], c["memo"], c["color"], above})
	}
	for _, n := range nodes {
		there[n.key] = true
	}
	below := map[string][]node{}
	for _, n := range nodes {
		if !there[n.above] {
			n.above = ""
		}
		below[n.above] = append(below[n.above], n)
	}
	b := newBook(q.Project)
	var add func(above, parent string, depth int)
	add = func(above, parent string, depth int) {
		for _, n := range below[above] {
			if depth > maxDepth || q.tags[n.key] != "" {
				continue
			}
			t := b.add(annotate.Tag{ID: annotate.DerivedID("qualcoder", n.key, n.name), Parent: parent, Name: n.name, Color: n.color, Description: n.memo})
			q.tags[n.key] = t.ID
			add(n.key, t.ID, depth+1)
		}
	}
	add("", "", 0)
	for _, n := range nodes { // those that stand below themselves
		if q.tags[n.key] == "" {
			q.tags[n.key] = b.add(annotate.Tag{ID: annotate.DerivedID("qualcoder", n.key, n.name), Name: n.name, Color: n.color, Description: n.memo}).ID
		}
	}
	return nil
}

func (q *qualcoderProject) sources() error {
	list, err := q.d.table("source", "id", "name", "fulltext", "mediapath", "memo", "date")
	if err != nil {
		return err
	}
	for _, s := range list {
		name := cmp.Or(annotate.OneLine(s["name"]), "untitled")
		if isBlank(s["fulltext"]) {
			what := "text"
			for part, kind := range map[string]string{"image": "picture", "audio": "recording", "video": "video"} {
				if strings.Contains(s["mediapath"], part) {
					what = kind
				}
			}
			q.leave(what, name, "without text")
			continue
		}
		t := &text{raw: rawOf(s["fulltext"])}
		t.article = annotate.Article{
			ID: annotate.DerivedID("qualcoder source", name, s["date"]), Title: name, SourceName: name, Format: "text",
			Added: when(s["date"]), Note: annotate.Clean(s["memo"]),
		}
		q.texts, q.at[s["id"]] = append(q.texts, t), t
	}
	return nil
}

// attributes become variables of articles; those of cases too, if a case is a
// whole file.
func (q *qualcoderProject) attributes() error {
	list, err := q.d.table("attribute", "attrid", "name", "attr_type", "value", "id")
	if err != nil {
		return err
	}
	cases, err := q.d.table("cases", "caseid", "name")
	if err != nil {
		return err
	}
	parts, err := q.d.table("case_text", "id", "caseid", "fid", "pos0", "pos1")
	if err != nil {
		return err
	}
	facts := map[string][]annotate.Variable{}
	for _, c := range cases {
		facts["case "+c["caseid"]] = []annotate.Variable{{Name: "case", Value: annotate.OneLine(c["name"])}}
	}
	for _, a := range list {
		key := a["attr_type"] + " " + a["id"]
		facts[key] = together(facts[key], []annotate.Variable{{Name: annotate.OneLine(a["name"]), Value: annotate.Clean(a["value"])}})
	}
	all := map[string][]annotate.Variable{}
	for number := range q.at {
		all[number] = together(nil, facts["file "+number])
	}
	for _, c := range parts {
		t := q.at[c["fid"]]
		from, _ := strconv.Atoi(c["pos0"])
		to, _ := strconv.Atoi(c["pos1"])
		if t == nil {
			continue
		}
		if from > 0 || to > 0 && to < len(t.raw)-1 {
			q.leave("part-case", t.article.Title, "Gloss knows facts about whole articles")
			continue
		}
		all[c["fid"]] = together(all[c["fid"]], facts["case "+c["caseid"]])
	}
	for number, t := range q.at {
		describe(&t.article, all[number])
	}
	return nil
}

func (q *qualcoderProject) codings() error {
	list, err := q.d.table("code_text", "ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important")
	if err != nil {
		return err
	}
	for _, c := range list {
		tag := q.tags["code "+c["cid"]]
		if tag == "" {
			q.leave("coding", "number "+c["ctid"], "no such code is in the codebook")
			continue
		}
		key := []string{"qualcoder coding", c["fid"], c["cid"], c["pos0"], c["pos1"], c["owner"]}
		q.passage(c, key, c["seltext"], []string{tag})
		if c["important"] == "1" {
			q.leave("importance mark", clip(annotate.OneLine(c["seltext"]), 60), "Gloss has no such mark; tag what is important")
		}
	}
	return nil
}

// annotations become highlights without tags.
func (q *qualcoderProject) annotations() error {
	list, err := q.d.table("annotation", "anid", "fid", "pos0", "pos1", "owner", "date", "memo")
	if err != nil {
		return err
	}
	for _, a := range list {
		q.passage(a, []string{"qualcoder annotation", a["fid"], a["pos0"], a["pos1"], a["owner"]}, "", nil)
	}
	return nil
}

// passage takes a row that marks a passage; key makes its ID.
func (q *qualcoderProject) passage(r row, key []string, quote string, tags []string) {
	t := q.at[r["fid"]]
	start, err1 := strconv.Atoi(r["pos0"])
	end, err2 := strconv.Atoi(r["pos1"])
	if t == nil || err1 != nil || err2 != nil {
		q.leave("passage", clip(annotate.OneLine(quote), 60), "the text is not there")
		return
	}
	key[1] = t.article.ID
	t.places = append(t.places, place{start: start, end: end, quote: quote, whole: quote != ""})
	t.marks = append(t.marks, mark{
		id: annotate.DerivedID(key...), name: clip(annotate.OneLine(quote), 60), note: annotate.Clean(r["memo"]), coder: q.coder(r["owner"]),
		tags: tags, created: when(r["date"]), modified: when(r["date"]),
	})
}

// rest names what is not carried.
func (q *qualcoderProject) rest() error {
	for _, other := range []struct{ table, name, what, why string }{
		{"code_image", "", "picture or PDF area", "not a passage of text"},
		{"code_av", "", "recorded passage", "not a passage of text"},
		{"journal", "name", "journal", "journals have no place in Gloss; keep them where they are"},
		{"graph", "name", "map", "drawings have no place in Gloss"},
	} {
		column := cmp.Or(other.name, q.d.first(other.table))
		if column == "" {
			continue
		}
		rows, err := q.d.table(other.table, column)
		if err != nil {
			return err
		}
		for _, r := range rows {
			q.leave(other.what, r[other.name], other.why)
		}
	}
	return nil
}

// first is the first column of a table, or "".
func (d *database) first(table string) string {
	if c := d.columns(table); len(c) > 0 {
		return c[0]
	}
	return ""
}
