package cli

import (
	"fmt"
	"io"
	"strings"
)

// progress is a line on a terminal that is written over and over.
type progress struct {
	w     io.Writer
	on    bool // whether w is a terminal
	width int  // of what stands there
}

// show replaces the line.
func (p *progress) show(done, total int) {
	if !p.on || total == 0 {
		return
	}
	const length = 30
	full := done * length / total
	s := fmt.Sprintf("[%s%s] %d of %d", strings.Repeat("#", full), strings.Repeat(".", length-full), done, total)
	p.clear()
	p.width = len(s)
	fmt.Fprint(p.w, s)
}

// clear takes the line away.
func (p *progress) clear() {
	if p.width > 0 {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", p.width))
		p.width = 0
	}
}
