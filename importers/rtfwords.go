package importers

import "fmt"

// destination is where a group's text goes.
type destination string

// The destinations whose text is used; that of others is passed over.
const (
	toText     destination = ""
	toNowhere  destination = "nowhere"
	toFonts    destination = "fonttbl"
	toStyles   destination = "stylesheet"
	toNote     destination = "footnote"
	toNumber   destination = "listtext"
	toField    destination = "fldinst"
	toTitle    destination = "title"
	toAuthor   destination = "author"
	toComment  destination = "annotation"
	toRunning  destination = "header"
	toDeletion destination = "deleted"
)

// destinations are those that a control word begins.
var destinations = map[string]destination{
	"fonttbl": toFonts, "stylesheet": toStyles, "footnote": toNote, "listtext": toNumber, "pntext": toNumber,
	"fldinst": toField, "title": toTitle, "author": toAuthor, "annotation": toComment,
	"header": toRunning, "headerl": toRunning, "headerr": toRunning, "headerf": toRunning,
	"footer": toRunning, "footerl": toRunning, "footerr": toRunning, "footerf": toRunning,
	"colortbl": toNowhere, "pict": toNowhere, "object": toNowhere, "info": toNowhere, "xmlnstbl": toNowhere,
	"listtable": toNowhere, "listoverridetable": toNowhere, "revtbl": toNowhere, "rsidtbl": toNowhere,
	"generator": toNowhere, "themedata": toNowhere, "colorschememapping": toNowhere, "datastore": toNowhere,
	"latentstyles": toNowhere, "pnseclvl": toNowhere, "bkmkstart": toNowhere, "bkmkend": toNowhere, "filetbl": toNowhere,
	"subject": toNowhere, "keywords": toNowhere, "doccomm": toNowhere, "operator": toNowhere, "company": toNowhere,
	"creatim": toNowhere, "revtim": toNowhere, "printim": toNowhere, "xe": toNowhere, "tc": toNowhere,
	"atnid": toNowhere, "atnauthor": toNowhere, "atrfstart": toNowhere, "atrfend": toNowhere, "nonshppict": toNowhere,
	"ftnsep": toNowhere, "ftnsepc": toNowhere, "aftnsep": toNowhere, "aftnsepc": toNowhere, "nonesttables": toNowhere,
	"sp": toNowhere, "upr": toText, "ud": toText, "shptxt": toText, "shpinst": toText, "shp": toText,
	"nesttableprops": toText, "shppict": toNowhere, "field": toText, "fldrslt": toText, "background": toNowhere,
}

// rtfCharacters are control words that stand for a character.
var rtfCharacters = map[string]string{
	"tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
	"bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", `\`: `\`,
}

// rtfCharset are the code pages of the character sets that fonts name.
var rtfCharset = map[int]string{
	77: "macintosh", 128: "shift_jis", 129: "euc-kr", 134: "gbk", 136: "big5", 161: "windows-1253", 162: "windows-1254",
	163: "windows-1258", 177: "windows-1255", 178: "windows-1256", 186: "windows-1257", 204: "windows-1251", 222: "windows-874", 238: "windows-1250",
}

// rtfCodePage is the name of a code page of Windows, or other where it has
// none.
func rtfCodePage(n int, other string) string {
	name := map[int]string{932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 65001: "utf-8", 10000: "macintosh", 866: "ibm866"}[n]
	if name == "" {
		name = fmt.Sprint("windows-", n)
	}
	if lookUp(name) == nil && name != "utf-8" {
		return other
	}
	return name
}
