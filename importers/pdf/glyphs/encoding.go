package glyphs

import (
	"maps"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// The base encodings of simple fonts give each code its character; 0 is none.
var (
	winAnsi   = fromCharmap(charmap.Windows1252, "•")
	macRoman  = fromCharmap(charmap.Macintosh, "")
	standard  = fromRuns(standardRuns)
	symbol    = fromRuns(symbolRuns)
	dingbats  = dingbatEncoding()
	encodings = map[string]*[256]rune{
		"WinAnsiEncoding":  winAnsi,
		"MacRomanEncoding": macRoman,
		"StandardEncoding": standard,
		"PDFDocEncoding":   winAnsi,
	}
)

// fromCharmap takes the characters of a code page; fill stands where it has
// none above 0x7E.
func fromCharmap(m *charmap.Charmap, fill string) *[256]rune {
	var e [256]rune
	for c := 0x20; c < 256; c++ {
		if r := m.DecodeByte(byte(c)); r != '\uFFFD' && (r < 0x7f || r >= 0xa0) {
			e[c] = r
		} else if fill != "" {
			e[c] = []rune(fill)[0]
		}
	}
	return &e
}

// run is a stretch of codes from start on.
type run struct {
	start int
	chars string // a middle dot lozenge "◌" stands for a code without a character
}

func fromRuns(runs []run) *[256]rune {
	var e [256]rune
	for _, r := range runs {
		c := r.start
		for _, char := range r.chars {
			if char != '◌' {
				e[c] = char
			}
			c++
		}
	}
	return &e
}

var standardRuns = []run{
	{0x20, ` !"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_‘abcdefghijklmnopqrstuvwxyz{|}~`},
	{0xa1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ◌–†‡·◌¶•‚„”»…‰◌¿◌`´ˆ˜¯˘˙¨◌˚¸◌˝˛ˇ—"},
	{0xe1, "Æ◌ª◌◌◌◌ŁØŒº◌◌◌◌◌æ◌◌◌ı◌◌łøœß"},
}

var symbolRuns = []run{
	{0x20, ` !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼`},
	{0xa0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"},
	{0xf1, "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"},
}

// dingbatEncoding uses that the Unicode block of dingbats was laid out in the
// order of the font.
func dingbatEncoding() *[256]rune {
	var e [256]rune
	e[0x20] = ' '
	for c := 0x21; c <= 0x7e; c++ {
		e[c] = rune(0x2700 + c - 0x20)
	}
	for c := 0xa1; c <= 0xfe; c++ {
		e[c] = rune(0x2760 + c - 0xa0)
	}
	for c, r := range map[int]rune{
		0x25: '☎', 0x2a: '☛', 0x2b: '☞', 0x48: '★', 0x6c: '●', 0x6e: '■', 0x73: '▲', 0x74: '▼',
		0x75: '◆', 0x77: '◗', 0xa8: '♣', 0xa9: '♦', 0xaa: '♥', 0xab: '♠', 0xd5: '→', 0xd6: '↔', 0xd7: '↕',
	} {
		e[c] = r
	}
	for i := range 10 {
		e[0xac+i] = rune('①' + i)
	}
	return &e
}

// accents are the endings of glyph names that put a mark on the letter before
// them, as combining characters.
var accents = []struct {
	name string
	mark rune
}{
	{"hungarumlaut", 0x30b}, {"commaaccent", 0x327}, {"circumflex", 0x302}, {"dotaccent", 0x307},
	{"dieresis", 0x308}, {"cedilla", 0x327}, {"ogonek", 0x328}, {"macron", 0x304}, {"acute", 0x301},
	{"grave", 0x300}, {"tilde", 0x303}, {"breve", 0x306}, {"caron", 0x30c}, {"ring", 0x30a}, {"horn", 0x31b},
}

// named are the glyph names that are neither a single character, nor a letter
// with an accent, nor a code; pairs of name and text.
var named = pairs(`space   exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright )
asterisk * plus + comma , hyphen - minus − period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9
colon : semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \ bracketright ] asciicircum ^ underscore _
grave ` + "`" + ` braceleft { bar | braceright } asciitilde ~ exclamdown ¡ cent ¢ sterling £ currency ¤ yen ¥ brokenbar ¦ section §
dieresis ¨ copyright © ordfeminine ª guillemotleft « logicalnot ¬ registered ® macron ¯ degree ° plusminus ± twosuperior ²
threesuperior ³ acute ´ mu µ paragraph ¶ periodcentered · middot · cedilla ¸ onesuperior ¹ ordmasculine º guillemotright »
onequarter ¼ onehalf ½ threequarters ¾ questiondown ¿ AE Æ multiply × Oslash Ø germandbls ß ae æ divide ÷ oslash ø eth ð Eth Ð
thorn þ Thorn Þ dotlessi ı dotlessj ȷ ij ĳ IJ Ĳ kgreenlandic ĸ Lslash Ł lslash ł eng ŋ Eng Ŋ OE Œ oe œ Dcroat Đ dcroat đ Hbar Ħ
hbar ħ Tbar Ŧ tbar ŧ longs ſ florin ƒ caron ˇ circumflex ˆ breve ˘ dotaccent ˙ ring ˚ ogonek ˛ tilde ˜ hungarumlaut ˝
quoteleft ‘ quoteright ’ quotesinglbase ‚ quotereversed ‛ quotedblleft “ quotedblright ” quotedblbase „ dagger † daggerdbl ‡
bullet • ellipsis … perthousand ‰ minute ′ second ″ guilsinglleft ‹ guilsinglright › fraction ⁄ endash – emdash — figuredash ‒
horizontalbar ― underscoredbl ‗ Euro € euro € trademark ™ estimated ℮ lira ₤ peseta ₧ franc ₣ afii61289 ℓ afii61352 № numero №
ff ff fi fi fl fl ffi ffi ffl ffl st st ct ct ft ft fj fj tt tt Th Th
Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ
Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ
lambda λ nu ν xi ξ omicron ο pi π rho ρ sigma σ sigma1 ς tau τ upsilon υ phi φ chi χ psi ψ omega ω theta1 ϑ phi1 ϕ omega1 ϖ
Upsilon1 ϒ epsilon1 ϵ rho1 ϱ kappa1 ϰ
arrowleft ← arrowup ↑ arrowright → arrowdown ↓ arrowboth ↔ arrowupdn ↕ arrowdblleft ⇐ arrowdblup ⇑ arrowdblright ⇒ arrowdbldown ⇓
arrowdblboth ⇔ arrownortheast ↗ arrowsoutheast ↘ arrowsouthwest ↙ arrownorthwest ↖ carriagereturn ↵ mapsto ↦
universal ∀ partialdiff ∂ existential ∃ emptyset ∅ increment ∆ gradient ∇ nabla ∇ element ∈ notelement ∉ suchthat ∋ owner ∋
product ∏ coproduct ∐ summation ∑ minusplus ∓ asteriskmath ∗ radical √ proportional ∝ infinity ∞ angle ∠ logicaland ∧ logicalor ∨
intersection ∩ union ∪ integral ∫ contintegral ∮ therefore ∴ because ∵ similar ∼ similarequal ≃ approxequal ≈ congruent ≅ equal =
notequal ≠ equivalence ≡ lessequal ≤ greaterequal ≥ lessmuch ≪ greatermuch ≫ propersubset ⊂ propersuperset ⊃ notsubset ⊄
reflexsubset ⊆ reflexsuperset ⊇ circleplus ⊕ circlemultiply ⊗ circledot ⊙ circleminus ⊖ perpendicular ⊥ dotmath ⋅ openbullet ◦
precedes ≺ follows ≻ turnstileleft ⊢ turnstileright ⊣ latticetop ⊤ unionmulti ⊎ bardbl ‖ prime ′ lscript ℓ weierstrass ℘
Ifraktur ℑ Rfraktur ℜ aleph ℵ angbracketleft ⟨ angbracketright ⟩ floorleft ⌊ floorright ⌋ ceilingleft ⌈ ceilingright ⌉
lozenge ◊ filledbox ■ square □ H22073 □ H18543 ▪ H18551 ▫ triagup ▲ triagrt ► triagdn ▼ triaglf ◄ circle ○ H18533 ●
invbullet ◘ smileface ☺ sun ☼ female ♀ male ♂ spade ♠ club ♣ heart ♥ diamond ♦ musicalnote ♪ musicalnotedbl ♫ star ⋆ check ✓
checkmark ✓ parenlefttp ⎛ parenleftbt ⎝ parenrighttp ⎞ parenrightbt ⎠ hyphentwo ‐
commaaccent , cyrillicbreve ˘ overscore ¯ middledot · Tcommaaccent Ţ tcommaaccent ţ visiblespace ␣
Ohorn Ơ ohorn ơ Uhorn Ư uhorn ư dong ₫ schwa ə Schwa Ə Ldot Ŀ ldot ŀ napostrophe ŉ slurabove ⁀`)

// mathPi are the numbered glyphs of the fonts Mathematical Pi and Universal
// Pi, in which journals set their signs: "p H11021 .05".
var mathPi = pairs(`H11001 + H11002 − H11003 × H11005 = H11006 ± H11009 ∞ H11011 ∼ H11015 ≈ H11021 < H11022 > H11032 ′ H11349 ≤ H11350 ≥
H11509 ∂ H9004 Δ H9018 Σ H9024 Ω H9251 α H9252 β H9253 γ H9254 δ H9257 η H9258 θ H9261 λ H9262 μ H9266 π H9267 ρ H9268 σ H9270 τ
H9273 χ H9275 ω H9278 φ H9280 ε H20648 ‖ H20841 | H20849 ( H20850 ) H20851 [ H20852 ] H20853 { H20854 } H20855 ⟨ H20856 ⟩ H20858 ∑
H20873 ( H20874 ) H20881 √`)

func init() {
	maps.Copy(named, mathPi)
	// Characters that cannot be seen are written as codes.
	named["nbspace"], named["nonbreakingspace"] = "\u00a0", "\u00a0"
	named["sfthyphen"], named["softhyphen"] = "\u00ad", "\u00ad"
}

// pairs reads name and text by turns, parted by single white space; a text
// may itself be a space.
func pairs(s string) map[string]string {
	m := map[string]string{}
	s = strings.ReplaceAll(s, "\n", " ")
	for s != "" {
		key, rest, _ := strings.Cut(s, " ")
		value := rest
		if i := strings.Index(rest[min(1, len(rest)):], " "); i >= 0 {
			value, rest = rest[:i+1], rest[i+2:]
		} else {
			rest = ""
		}
		m[key], s = value, rest
	}
	return m
}

// cyrillic names run in order from afii10017 on.
const cyrillic = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"

// glyphText returns what the name of a glyph says, or "" where the name is
// only a number of the font's own.
func glyphText(n string) string {
	if s, ok := named[n]; ok {
		return s
	}
	if n == "" || n == ".notdef" || len(n) > 64 {
		return ""
	}
	if r := []rune(n); len(r) == 1 {
		return n
	}
	if i := strings.IndexByte(n, '.'); i > 0 { // a.sc: a variant of a
		return glyphText(n[:i])
	}
	if parts := strings.Split(n, "_"); len(parts) > 1 { // f_i: a ligature
		var out strings.Builder
		for _, p := range parts {
			s := glyphText(p)
			if s == "" {
				return ""
			}
			out.WriteString(s)
		}
		return out.String()
	}
	if s := codeName(n); s != "" {
		return s
	}
	for _, a := range accents {
		if letter, ok := strings.CutSuffix(n, a.name); ok && letter != "" {
			if base := glyphText(letter); base != "" {
				return norm.NFC.String(base + string(a.mark))
			}
		}
	}
	for _, suffix := range []string{"oldstyle", "inferior", "superior", "small", "tabular", "fitted", "alt"} {
		if base, ok := strings.CutSuffix(n, suffix); ok {
			if s := glyphText(base); s != "" {
				return strings.ToLower(s)
			}
		}
	}
	return ""
}

// codeName reads names that say a code: uni0041 (also several in a row),
// u1F600, afii10017.
func codeName(n string) string {
	if hex, ok := strings.CutPrefix(n, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var out []rune
		for i := 0; i < len(hex); i += 4 {
			v, err := strconv.ParseUint(hex[i:i+4], 16, 32)
			if err != nil {
				return ""
			}
			out = append(out, rune(v))
		}
		return string(out)
	}
	if hex, ok := strings.CutPrefix(n, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if v, err := strconv.ParseUint(hex, 16, 32); err == nil && v <= 0x10ffff {
			return string(rune(v))
		}
	}
	if num, ok := strings.CutPrefix(n, "afii"); ok {
		v, err := strconv.Atoi(num)
		letters := []rune(cyrillic)
		switch {
		case err != nil:
		case v >= 10017 && v < 10017+len(letters):
			return string(letters[v-10017])
		case v >= 10065 && v < 10065+len(letters):
			return strings.ToLower(string(letters[v-10065]))
		}
	}
	return ""
}
