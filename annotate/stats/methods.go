package stats

import (
	"fmt"
	"strings"

	"gloss/annotate"
)

// Methods says how the numbers were made, ready to be pasted into a paper.
func (g Agreement) Methods() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Agreement between %s was computed on %s (%s). ", listed(g.Coders), numbered(g.Articles, "article"), g.Base)
	fmt.Fprintf(&b, "The unit was the %s (%s in all", g.Unit, numbered(g.Units, string(g.Unit)))
	if g.Unit == Sentence {
		fmt.Fprintf(&b, ", cut by the rules %s", annotate.SentenceRules)
	}
	b.WriteString("); a coder gave a tag to a unit if one of the coder's passages with the tag overlaps it. ")
	if g.Unit == Character {
		b.WriteString("Neighbouring characters are not independent of one another. ")
	}
	chance := "Cohen's kappa (1960), Scott's pi (1955)"
	if len(g.Coders) > 2 {
		chance = "Fleiss' kappa (1971)"
	}
	fmt.Fprintf(&b, "For each tag, given or not given, percent agreement, %s and Krippendorff's alpha for nominal data (2019) are reported, "+
		"and for its passages, whatever the unit, the unitizing coefficients |uα (Krippendorff, Mathet, Bouvry and Widlöcher 2016) and αU (Krippendorff 1995, 2004). ", chance)
	if g.Articles < Fewest {
		fmt.Fprintf(&b, "With fewer than %d articles no intervals are given.", Fewest)
		return b.String()
	}
	fmt.Fprintf(&b, "Intervals, where they are given, are 95%% percentile intervals from %d bootstrap resamples of the articles (seed %d).", Resamples, Seed)
	return b.String()
}

// listed is "A, B and C".
func listed(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// numbered is "1 article", "2 articles".
func numbered(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
