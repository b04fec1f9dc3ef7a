package workspace

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// Work factors of passphrases: scrypt takes 1 KB · 2^factor of memory. In a
// browser 15 takes 32 MB and a third of a second; the age tool itself writes
// 18, which takes 256 MB.
const (
	WorkFactor = 15
	MostWork   = 16 // of what Tierbook keeps on a device
	MostOfAge  = 18 // of a file that the user opens
)

// Limits bound what Open takes.
type Limits struct {
	Bytes int64        // of the JSON in a file
	Work  int          // the greatest work factor of a passphrase
	Pause func() error // called now and then while the JSON is gone through, which its error ends; nil for none
}

// Usual are limits that every file of ours keeps: half a gigabyte is a list of
// three million clients.
var Usual = Limits{Bytes: 512 << 20, Work: MostOfAge}

// sealed is how large a file may be that holds so many bytes: armour makes four
// of three.
func sealed(bytes int64) int64 { return bytes + bytes/2 + 4096 }

const (
	ageMark   = "age-encryption.org/"
	armorMark = "-----BEGIN AGE ENCRYPTED FILE-----"
)

// Save writes a workspace, inside an age file where there is a passphrase.
func Save(to io.Writer, w *Workspace, passphrase string) error {
	if passphrase == "" {
		return w.writeJSON(to)
	}
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return err
	}
	r.SetWorkFactor(WorkFactor)
	sealed, err := age.Encrypt(to, r)
	if err != nil {
		return err
	}
	if err := w.writeJSON(sealed); err != nil {
		return err
	}
	return sealed.Close()
}

// IsLocked reports whether what begins so is a file under a passphrase.
func IsLocked(start []byte) bool {
	return bytes.HasPrefix(start, []byte(ageMark)) || bytes.HasPrefix(bytes.TrimLeft(start, " \t\r\n"), []byte(armorMark))
}

// Is reports whether what begins so may be a Tierbook file: a locked one, of
// which nobody can tell, or a plain one.
func Is(start []byte) bool {
	start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")), " \t\r\n")
	return IsLocked(start) || bytes.HasPrefix(start, []byte("{")) && bytes.Contains(start[:min(len(start), 200)], []byte(`"tierbook"`))
}

// Open reads a file that Save wrote. Where from tells its Size, one too large is
// refused before anything is read.
func Open(from io.Reader, passphrase string, limits Limits) (*Workspace, error) {
	var size int64
	if sized, ok := from.(interface{ Size() int64 }); ok {
		size = sized.Size()
	}
	if size > sealed(limits.Bytes) {
		return nil, ErrTooLarge
	}
	b := bufio.NewReaderSize(from, 64<<10)
	start, err := b.Peek(len(armorMark) + 16)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !IsLocked(start) {
		text, err := readAll(b, size, limits.Bytes)
		if err != nil {
			return nil, err
		}
		return readJSON(text, limits)
	}
	if passphrase == "" {
		return nil, ErrLocked
	}
	opened, err := Unlock(b, passphrase, limits.Work)
	if err != nil {
		return nil, err
	}
	text, err := readAll(opened, size, limits.Bytes)
	switch {
	case errors.Is(err, ErrTooLarge):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%w: %s", ErrDamaged, err)
	}
	return readJSON(text, limits)
}

// Unlock opens an age file by its passphrase. An error of what it returns means
// that the file is damaged.
func Unlock(from *bufio.Reader, passphrase string, work int) (io.Reader, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, ErrPassphrase
	}
	id.SetMaxWorkFactor(work)
	var in io.Reader = from
	if start, _ := from.Peek(len(ageMark)); string(start) != ageMark {
		in = armor.NewReader(from)
	}
	opened, err := age.Decrypt(in, id)
	if err == nil {
		return opened, nil
	}
	var none *age.NoIdentityMatchError
	switch {
	case strings.Contains(err.Error(), "work factor too large"):
		return nil, ErrTooSlow
	case errors.As(err, &none):
		return nil, ErrPassphrase
	}
	return nil, fmt.Errorf("%w: %s", ErrDamaged, err)
}

// IsForKey reports whether what begins so is an age file that no passphrase
// opens, because it was encrypted to somebody's key.
func IsForKey(start []byte) bool {
	if !IsLocked(start) {
		return false
	}
	var in io.Reader = bytes.NewReader(start)
	if !bytes.HasPrefix(start, []byte(ageMark)) {
		in = armor.NewReader(in)
	}
	head := make([]byte, 40)
	n, _ := io.ReadFull(in, head) // what is cut short is told when it is opened
	_, stanza, ok := bytes.Cut(head[:n], []byte("\n-> "))
	return ok && len(stanza) > 7 && !bytes.HasPrefix(stanza, []byte("scrypt "))
}

// readAll reads what is likely of a size, and up to a limit, taking no more
// memory than there is to read. JSON that is not ours, by its looks, is not read
// to its end.
func readAll(from io.Reader, size, limit int64) ([]byte, error) {
	var look looks
	text := make([]byte, 0, min(size, limit)+1)
	in := io.LimitReader(from, limit+1)
	for {
		if len(text) == cap(text) {
			text = append(text, 0)[:len(text)]
		}
		n, err := in.Read(text[len(text):min(cap(text), len(text)+1<<20)])
		came := text[len(text) : len(text)+n]
		text = text[:len(text)+n]
		switch wrong := look.at(came); {
		case int64(len(text)) > limit:
			return nil, ErrTooLarge
		case wrong != nil && startsObject(text):
			return nil, wrong
		case err == io.EOF:
			return text, nil
		case err != nil:
			return nil, err
		}
	}
}

func startsObject(text []byte) bool {
	start := bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(start) > 0 && start[0] == '{'
}
