package store

import "modernc.org/libc"

// giveBack makes SQLite's allocator give back to the system what it has kept of a
// text of n bytes. Of each size, which are powers of two, it keeps the region
// that was freed last for the next time, and empties those before it. So two
// regions of the size are asked for and freed, the emptied one last.
func giveBack(n int) {
	const small = 1 << 20 // not worth the work
	if n < small {
		return
	}
	tls := libc.NewTLS()
	defer tls.Close()
	size := libc.Tsize_t(n + 64) // SQLite puts a little beside the text
	first, second := libc.Xmalloc(tls, size), libc.Xmalloc(tls, size)
	libc.Xfree(tls, first)
	libc.Xfree(tls, second)
}
