package annotate

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"
)

// DerivedID is an identifier made of names, the same for the same names: a UUID
// of version 5 (RFC 9562), but without a namespace, over the names with a zero
// byte between two.
func DerivedID(names ...string) string {
	sum := sha1.Sum([]byte(strings.Join(names, "\x00")))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	s := hex.EncodeToString(sum[:16])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
