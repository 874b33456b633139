package importers

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"gloss/annotate"
)

// Sentences of our own, long enough to show their letters' frequencies when
// they stand a few times in a row.
const (
	french    = "Les chalutiers ont quitté le port à l’aube ; vers midi, les canonnières avaient déjà coupé les premiers câbles, d’après la garde côtière, qui évoquait une mise en garde équitable.\n"
	polish    = "Trawlery wypłynęły o świcie, a do południa kanonierki przecięły pierwsze liny; straż przybrzeżna mówiła o uczciwym ostrzeżeniu, którego rybacy wcale nie usłyszeli.\n"
	russian   = "Траулеры вышли на рассвете, и к полудню канонерки перерезали первые тросы, по словам береговой охраны, которая говорила о честном и своевременном предупреждении.\n"
	greek     = "Οι τράτες βγήκαν την αυγή και ως το μεσημέρι οι κανονιοφόροι είχαν κόψει τα πρώτα συρματόσχοινα, όπως είπε η ακτοφυλακή, που μίλησε για έγκαιρη προειδοποίηση.\n"
	arabicT   = "أبحرت سفن الصيد عند الفجر، وبحلول الظهر كانت الزوارق الحربية قد قطعت أول الحبال، وفقا لخفر السواحل الذي تحدث عن تحذير عادل في الوقت المناسب.\n"
	japaneseT = "トロール船は夜明けに出港し、正午までに砲艦が最初の曳き綱を切断した。沿岸警備隊は、十分な余裕をもって公正な警告を行ったと述べている。\n"
	chinese   = "拖网渔船在黎明时分出海，到了中午，炮艇已经切断了第一批拖缆。海岸警卫队表示，他们及时发出了公平的警告，渔民却说什么也没有听到。\n"
	taiwanese = "拖網漁船在黎明時分出海，到了中午，砲艇已經切斷了第一批拖纜。海岸巡防隊表示，他們及時發出了公平的警告，漁民卻說什麼也沒有聽到。\n"
	koreanT   = "트롤 어선들은 새벽에 출항했고, 정오까지 포함들이 첫 번째 밧줄을 끊었다. 해안 경비대는 제때에 공정한 경고를 했다고 말했지만 어부들은 듣지 못했다고 했다.\n"
)

var encodings = []struct {
	name, text string
	encoding   encoding.Encoding
}{
	{"utf-8", french, unicode.UTF8},
	{"utf-8 mark", french, unicode.UTF8BOM},
	{"utf-16 little mark", french, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
	{"utf-16 big mark", japaneseT, unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
	{"utf-16 little", french, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"utf-16 big", russian, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"utf-16 little chinese", chinese, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"utf-32 little mark", greek, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)},
	{"windows-1252", french, charmap.Windows1252},
	{"windows-1250", polish, charmap.Windows1250},
	{"iso-8859-2", polish, charmap.ISO8859_2},
	{"windows-1251", russian, charmap.Windows1251},
	{"koi8-r", russian, charmap.KOI8R},
	{"windows-1253", greek, charmap.Windows1253},
	{"windows-1256", arabicT, charmap.Windows1256},
	{"shift_jis", japaneseT, japanese.ShiftJIS},
	{"euc-jp", japaneseT, japanese.EUCJP},
	{"iso-2022-jp", japaneseT, japanese.ISO2022JP},
	{"gb18030", chinese, simplifiedchinese.GB18030},
	{"big5", taiwanese, traditionalchinese.Big5},
	{"euc-kr", koreanT, korean.EUCKR},
}

func TestEncodings(t *testing.T) {
	for _, tt := range encodings {
		t.Run(tt.name, func(t *testing.T) {
			want := strings.Repeat(tt.text, 8)
			data, err := tt.encoding.NewEncoder().String(want)
			if err != nil {
				t.Fatal(err)
			}
			res, err := Bytes(context.Background(), "a.txt", []byte(data), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := strings.ReplaceAll(res.Article.Text.String(), "\n\n", "\n") + "\n"
			if got != want {
				t.Errorf("read as %s:\n got %.200s\nwant %.200s", res.Receipt.Remarks[0].Detail, got, want)
			}
		})
	}
}

func TestEncodingOrigin(t *testing.T) {
	page := func(head, body string) string {
		return "<!doctype html><html><head>" + strings.Repeat(" ", 3000) + head + "</head><body><p>" + body + "</p></body></html>"
	}
	latin, err := charmap.Windows1252.NewEncoder().String(strings.Repeat("Le chalutier, déjà coupé à l’aube. ", 9))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, data, encoding string
		kind                 annotate.RemarkKind
		want                 string
	}{
		{"utf-8 although declared otherwise", page(`<meta charset="iso-8859-1">`, "déjà "+french), "", annotate.Read, "utf-8, which all of it is valid in"},
		{"declared late in the head", page(`<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">`, latin), "", annotate.Read, "windows-1252, as it declares"},
		{"declared utf-8 with broken bytes", page(`<meta charset=utf-8>`, "\xe9 "+french), "", annotate.Read, "utf-8, as it declares"},
		{"declared as what browsers refuse", page(`<meta charset="iso-2022-kr">`, latin), "", annotate.Doubt, "windows-1252, which is a guess"},
		{"declared utf-16 in ASCII", page(`<meta charset="utf-16">`, "\xe9"+french), "", annotate.Read, "utf-8, as it declares"},
		{"undeclared", page("", latin), "", annotate.Doubt, "windows-1252, which is a guess"},
		{"asked for", page("", latin), "windows-1251", annotate.Read, "windows-1251, as was asked for"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			res, err := Bytes(context.Background(), "a.html", []byte(tt.data), Options{Encoding: tt.encoding})
			if err != nil {
				t.Fatal(err)
			}
			got := res.Receipt.Remarks[0]
			if got.Kind != tt.kind || !strings.Contains(got.Detail, tt.want) {
				t.Errorf("got %s: %s, want %s: %s", got.Kind, got.Detail, tt.kind, tt.want)
			}
		})
	}
}
