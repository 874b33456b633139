package pdftest

import (
	"crypto/md5"
	"crypto/rc4"
	"fmt"
	"strings"
)

// padding fills passwords up to 32 bytes (ISO 32000-1, 7.6.3.3).
const padding = "\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a"

// lock encrypts the streams of the objects with RC4 and a key of 128 bits
// (revision 3) and returns what the trailer has to say of it. Strings outside
// of streams stay as they are.
func lock(objects []string, password string) (locked []string, trailer string) {
	const id = "0123456789abcdef"
	filled := (password + padding)[:32]
	owner := crypt20(hash51([]byte(filled)), []byte(filled))
	key := hash51([]byte(filled + string(owner) + "\xfc\xff\xff\xff" + id))
	first := md5.Sum([]byte(padding + id))
	user := append(crypt20(key, first[:]), make([]byte, 16)...)
	for i, body := range objects {
		if head, rest, ok := strings.Cut(body, "\nstream\n"); ok {
			n := i + 1
			sum := md5.Sum(append(key[:len(key):len(key)], byte(n), byte(n>>8), byte(n>>16), 0, 0))
			data := []byte(strings.TrimSuffix(rest, "\nendstream"))
			body = head + "\nstream\n" + string(crypt(sum[:], data)) + "\nendstream"
		}
		locked = append(locked, body)
	}
	return locked, fmt.Sprintf("/Encrypt <</Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%x> /U <%x>>> /ID [<%x> <%x>]", owner, user, id, id)
}

func hash51(data []byte) []byte {
	sum := md5.Sum(data)
	for range 50 {
		sum = md5.Sum(sum[:])
	}
	return sum[:]
}

func crypt20(key, data []byte) []byte {
	for i := range 20 {
		turned := make([]byte, len(key))
		for k := range key {
			turned[k] = key[k] ^ byte(i)
		}
		data = crypt(turned, data)
	}
	return data
}

func crypt(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		panic(err) // the key is never empty
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}
