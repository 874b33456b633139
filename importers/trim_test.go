package importers

import (
	"context"
	"testing"
)

// TestWithout: what a person strikes out is on the receipt, and what else was
// proposed is proposed for the paragraph where it stands now.
func TestWithout(t *testing.T) {
	const pasted = "The frigate and the trawler\n\nBy Ann Example\n\nShare\n\nThe frigate left the harbour at dawn.\n\n0:00\n\nNobody was hurt."
	r, err := Bytes(context.Background(), "a.txt", []byte(pasted), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Receipt.Residue(); len(got) != 2 || got[0] != 2 || got[1] != 4 {
		t.Fatalf("residue %v", got)
	}
	left := r.Without([]int{2})
	if got := left.Receipt.Residue(); len(got) != 1 || left.Article.Text.Slice(left.Article.Blocks[got[0]].Span) != "0:00" {
		t.Errorf("residue %v of %q", got, left.Article.Text)
	}
	want := "The frigate and the trawler\n\nBy Ann Example\n\nThe frigate left the harbour at dawn.\n\n0:00\n\nNobody was hurt."
	if left.Article.Text.String() != want || left.Article.Check() != nil {
		t.Errorf("got %q, %v", left.Article.Text, left.Article.Check())
	}
	last := left.Receipt.Remarks[len(left.Receipt.Remarks)-1]
	if last.Text != "Share" || last.Count != 1 {
		t.Errorf("the receipt says %+v", last)
	}
	if len(r.Receipt.Residue()) != 2 || len(r.Article.Blocks) != 6 {
		t.Error("the result itself has changed")
	}
}
