package qda

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// fill makes an SQLite file of statements.
func fill(t testing.TB, path string, statements ...string) {
	t.Helper()
	plain := filepath.Join(t.TempDir(), "plain.db") // the driver cuts a name at its first ?
	db, err := sql.Open("sqlite", plain)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(plain, path); err != nil {
			t.Fatal(err)
		}
	}()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// quoted is s in SQL.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// taguetteTables are the tables of Taguette 1.5 that are read.
var taguetteTables = []string{
	`CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL)`,
	`CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL,
		created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL)`,
	`CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL)`,
	`CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL)`,
	`CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL)`,
	`CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL)`,
	`INSERT INTO projects VALUES (1, 'Fish', 'about fish', '2026-01-02 03:04:05.678901')`,
	`INSERT INTO tags VALUES (1, 1, 'economy.trade', 'goods'), (2, 1, 'a > b', ''), (3, 1, 'unused', '')`,
	`INSERT INTO commands VALUES (1, '2026-02-03 04:05:06', 'admin', 1, 1, '{"type": "highlight_add", "highlight_id": 1, "start_offset": 0, "end_offset": 1, "tags": []}'),
		(2, '2026-02-04 04:05:06', 'bo', 1, 1, '{"type": "highlight_add", "highlight_id": 1}'), (3, '2026-02-05 04:05:06', 'bo', 1, 1, '{"type": "highlight_add", "highlight_id": 2}'), (4, '', '', 1, 1, 'no json')`,
}

const fishPage = "<h1>The Cod Wars</h1><p>Gunboats 🐟 &amp; <b>traw</b>lers\n   met off Iceland.</p><p>Das Fischerei&shy;verbot dauerte.<br/>Four years.</p><ul><li>one</li><li>two</li></ul>"

// fishText is the text of fishPage as Taguette counts it.
const fishText = "The Cod WarsGunboats 🐟 & trawlers\n   met off Iceland.Das Fischerei\u00adverbot dauerte.Four years.onetwo"

func taguetteFile(t testing.TB) string {
	path := filepath.Join(t.TempDir(), "fish 100%?#.sqlite3")
	byteAt := func(s string) int { return strings.Index(fishText, s) }
	highlight := func(from, to, snippet string) string {
		return fmt.Sprintf("(NULL, 1, %d, %d, %s)", byteAt(from), byteAt(to)+len(to), quoted(snippet))
	}
	fill(t, path, append(taguetteTables,
		"INSERT INTO documents VALUES (1, 'Cod', 'found in a box', 'cod.html', '2026-01-03 03:04:05', 1, 'LEFT_TO_RIGHT', "+quoted(fishPage)+")",
		"INSERT INTO documents VALUES (2, 'Empty', '', 'e.html', '2026-01-03 03:04:05', 1, 'LEFT_TO_RIGHT', '<p> </p>')",
		"INSERT INTO highlights VALUES "+highlight("Gunboats", "met", "<p>Gunboats 🐟 &amp; <b>traw</b>lers\n   met</p>")+
			", "+highlight("Iceland.", "Das Fischerei", "<p>Iceland.</p><p>Das Fischerei</p>")+", "+highlight("two", "two", "<ul><li>two</li></ul>"),
		"INSERT INTO highlights VALUES (NULL, 1, 5000, 6000, 'lost'), (NULL, 9, 0, 1, '')",
		"INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 1)")...)
	return path
}

func TestTaguette(t *testing.T) {
	path := taguetteFile(t)
	before := listing(t, filepath.Dir(path))
	p := open(t, path)
	if p.Program != "Taguette" || p.Name != "Fish" || len(p.Sources) != 1 {
		t.Fatalf("%+v", p)
	}
	s := p.Sources[0]
	if want := "The Cod Wars\n\nGunboats 🐟 & trawlers met off Iceland.\n\nDas Fischereiverbot dauerte.\n\nFour years.\n\none\n\ntwo"; s.Article.Text.String() != want {
		t.Errorf("got %q", s.Article.Text.String())
	}
	if s.Article.Blocks[0].Kind != "heading" || s.Article.Blocks[4].Kind != "list item" || s.Article.Note != "found in a box" {
		t.Errorf("%+v", s.Article)
	}
	var got []string
	for _, h := range s.Highlights {
		who := ""
		for _, c := range p.Coders {
			if c.ID == h.Coder {
				who = c.Name
			}
		}
		var tags []string
		for _, tag := range h.Tags {
			tags = append(tags, p.Codebook.Path(tag))
		}
		got = append(got, fmt.Sprintf("%q %s %s %s", h.Quote.Exact, who, strings.Join(tags, ","), h.Created.Format("2006-01-02")))
	}
	want := []string{`"Gunboats 🐟 & trawlers met" admin economy.trade,a › b 2026-02-03`, `"Iceland.\n\nDas Fischerei" bo economy.trade 2026-02-05`, `"two"   0001-01-01`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if s.Proof.Reading.Unit != Bytes || s.Proof.Agree != 3 || s.Proof.Clean != 3 {
		t.Error(s.Proof)
	}
	for _, kind := range []string{"passage", "text", "renamed code", "project description"} {
		if !slices.ContainsFunc(p.Left, func(l Left) bool { return l.What == kind }) {
			t.Errorf("left: there is no %s in %v", kind, p.Left)
		}
	}
	if again := open(t, path); again.Sources[0].Highlights[0].ID != s.Highlights[0].ID || again.Codebook[0].ID != p.Codebook[0].ID {
		t.Error("the same file gave other ids")
	}
	if after := listing(t, filepath.Dir(path)); after != before {
		t.Errorf("the folder has changed: %s, was %s", after, before)
	}
}

// listing is what is in a folder, with sizes and contents.
func listing(t testing.TB, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	s := ""
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		s += fmt.Sprintf("%s %d %x\n", e.Name(), len(data), data)
	}
	return s
}

// qualcoderTables are the tables of QualCoder 4.0 that are read.
var qualcoderTables = []string{
	`CREATE TABLE project (databaseversion text, date text, memo text, about text)`,
	`CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, risid integer, unique(name))`,
	`CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name))`,
	`CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, supercid integer, unique(name))`,
	`CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer)`,
	`CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text)`,
	`CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text)`,
	`CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text)`,
	`CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text)`,
	`CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text)`,
	`CREATE TABLE code_image (imid integer primary key, id integer)`,
	`INSERT INTO project VALUES ('v14', '2026-01-01', '', 'QualCoder 4.0')`,
	`INSERT INTO code_cat VALUES (1, 'economy', 'ada', '', 'about money', NULL), (2, 'goods', 'ada', '', '', 1), (3, 'loop', '', '', '', 4), (4, 'hole', '', '', '', 3)`,
	`INSERT INTO code_name VALUES (1, 'trade', 'memo', 2, 'ada', '', '#009E73', NULL), (2, 'tariff', '', NULL, 'ada', '', '#F00', 1), (3, 'war', '', NULL, 'ada', '', '', 0)`,
	`INSERT INTO attribute VALUES (1, 'region', 'file', 'north', 1, '', ''), (2, 'age', 'case', '44', 1, '', '')`,
	`INSERT INTO cases VALUES (1, 'Humber', '', '', '')`,
	`INSERT INTO journal VALUES (1, 'My journal', 'text', '', '')`,
	`INSERT INTO code_image VALUES (1, 1)`,
	`INSERT INTO source VALUES (2, 'map.jpg', NULL, '/images/map.jpg', '', 'ada', '', NULL, NULL)`,
}

// TestQualCoder: positions are UTF-16 units where a person coded and code points
// where the program did, in one table; what was selected tells.
func TestQualCoder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "fish.qda")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	text := "🐟🐟🐟🐟 Gunboats met trawlers.\nThe ban lasted four years 🐟 and no longer.\nThe ban hurt.\n"
	points := func(s string) int { return len([]rune(text[:strings.Index(text, s)])) }
	units := func(s string) int { return len(utf16.Encode([]rune(text[:strings.Index(text, s)]))) }
	row := func(cid int, s string, start, end int, memo string, important int) string {
		return fmt.Sprintf("(NULL, %d, 1, %s, %d, %d, 'ada', '2026-01-02 03:04:05', %s, NULL, %d)", cid, quoted(s), start, end, quoted(memo), important)
	}
	fill(t, filepath.Join(folder, qualcoderFile), append(qualcoderTables,
		"INSERT INTO source VALUES (1, 'cod.txt', "+quoted(text)+", NULL, 'a memo', 'ada', '2026-01-02 03:04:05', NULL, NULL)",
		"INSERT INTO code_text VALUES "+strings.Join([]string{
			row(1, "Gunboats met", units("Gunboats"), units("Gunboats")+12, "note", 0),
			row(2, "Gunboats met", units("Gunboats"), units("Gunboats")+12, "", 1),
			row(1, "trawlers.\u2029The ban", points("trawlers"), points("trawlers")+17, "", 0),
			row(3, "four years 🐟 and", units("four"), units("four")+17, "", 0),
			row(9, "no longer", 0, 1, "", 0),
		}, ", "),
		fmt.Sprintf("INSERT INTO annotation VALUES (1, 1, %d, %d, 'look again', 'bo', '2026-01-03 03:04:05')", units("The ban hurt"), units("The ban hurt")+12),
		fmt.Sprintf("INSERT INTO case_text VALUES (1, 1, 1, 0, %d, '', '', '')", len([]rune(text))))...)
	p := open(t, folder)
	if len(p.Sources) != 1 || p.Program != "QualCoder, database v14" {
		t.Fatalf("%+v", p)
	}
	s := p.Sources[0]
	var got []string
	for _, h := range s.Highlights {
		var tags []string
		for _, tag := range h.Tags {
			tags = append(tags, p.Codebook.Path(tag))
		}
		got = append(got, fmt.Sprintf("%q %s %q", h.Quote.Exact, strings.Join(tags, ", "), h.Note))
	}
	want := []string{
		`"Gunboats met" economy > goods > trade, economy > goods > trade > tariff "note"`, `"trawlers.\n\nThe ban" economy > goods > trade ""`,
		`"four years 🐟 and" war ""`, `"The ban hurt"  "look again"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if v := fmt.Sprint(s.Article.Variables); v != "[{region north} {case Humber} {age 44}]" {
		t.Errorf("variables: %s", v)
	}
	if s.Proof.Reading.Unit != UTF16 || s.Proof.Found != 1 {
		t.Error(s.Proof)
	}
	if left := fmt.Sprint(p.Left); !strings.Contains(left, "My journal") || !strings.Contains(left, "map.jpg") || !strings.Contains(left, "importance mark") || !strings.Contains(left, "in the codebook") {
		t.Error(left)
	}
	if _, ok := p.Codebook.Find("hole"); !ok {
		t.Error("categories that stand below one another are lost")
	}
}

// TestNoProjects: other databases, archives and texts are not taken for
// projects, and a view is never read, for it could go on for ever.
func TestNoProjects(t *testing.T) {
	other := filepath.Join(t.TempDir(), "other.db")
	fill(t, other, "CREATE TABLE documents (id)")
	endless := filepath.Join(t.TempDir(), "endless.db")
	fill(t, endless, append(taguetteTables[:0:0], "CREATE TABLE projects (id)", "CREATE TABLE highlights (id)", "CREATE TABLE highlight_tags (id)", "CREATE TABLE tags (id)",
		"CREATE VIEW documents AS WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r) SELECT id FROM r")...)
	for _, path := range []string{
		other, endless, t.TempDir(), saved(t, "a.txt", "<Project> of something"), saved(t, "a.qdpx", "no archive"), saved(t, "a.sqlite3", sqliteMagic+"cut"),
		zipped(t, "a.txt", "text"), saved(t, "empty.qdpx", ""), filepath.Join(t.TempDir(), "missing"),
	} {
		if what, ok := Recognise(path); ok {
			t.Errorf("%s: taken for a %s", path, what)
		}
		if _, err := Open(t.Context(), path); err == nil || !strings.HasPrefix(err.Error(), path+": ") {
			t.Errorf("%s: got %v", path, err)
		}
	}
}
