package window

import (
	"fmt"
	"time"

	"gloss/app/words"
)

// What the window says goes through these: say for every sentence, label and
// tooltip, count for a number with its noun, number, decimal, date and moment for values.
// Tables keep what they say as words.Key until it is shown. What the project keeps,
// such as labels of the history, is English; tally counts for it.

func say(format words.Key, args ...any) string { return words.Say(format, args...) }

// tell puts a sentence that a lower layer made in English into the language that
// is spoken: an error, a line of a receipt, a label of the history.
func tell(sentence string) string { return words.Tell(sentence) }

func sentence(s string) string { return words.Sentence(s) }

// sayAll says every one of a list, for a select.
func sayAll(list []words.Key) []string {
	said := make([]string, len(list))
	for i, k := range list {
		said[i] = say(k)
	}
	return said
}

// label is a sentence for the history, in English, as the project keeps it.
// fmt's %v stands for what is told again where it is shown, %s for names.
func label(format words.Key, args ...any) string { return fmt.Sprintf(string(format), args...) }

func count(n int, noun words.Noun) string { return words.Count(n, noun) }

func tally(n int, noun words.Noun) string { return words.Tally(n, noun) }

func number(n int) string { return words.Number(n) }

func decimal(x float64, places int) string { return words.Decimal(x, places) }

func date(published string) string { return words.Date(published) }

func moment(t time.Time) string { return words.Moment(t) }
