package chart

// Boxes returns the places of a scene's texts, in their order.
func Boxes(s *Scene, f *Fonts) []Rect {
	var all []Rect
	for _, t := range s.Texts {
		r := Rect{X: t.X, Y: t.Y - 0.8*t.Size, W: f.width(t.Text, t.Size, t.Bold), H: t.Size}
		switch t.Anchor {
		case Middle:
			r.X -= r.W / 2
		case End:
			r.X -= r.W
		}
		if t.Up {
			r = Rect{X: t.X - 0.8*t.Size, Y: t.Y - r.W, W: t.Size, H: r.W}
		}
		all = append(all, r)
	}
	return all
}
