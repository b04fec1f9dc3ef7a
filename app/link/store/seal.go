package store

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"filippo.io/age"

	"tierbook/engine/workspace"
)

// seal is what stands between what is kept and the shelf: nothing, or a
// recipient to whom it is encrypted and the identity that opens it again.
type seal struct {
	identity *age.X25519Identity // nil where nothing is sealed
}

// NewKey is a random key for a tab, as text.
func NewKey() (string, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", err
	}
	return id.String(), nil
}

func keyed(key string) (seal, error) {
	id, err := age.ParseX25519Identity(key)
	if err != nil {
		return seal{}, ErrSecret
	}
	return seal{id}, nil
}

// guarded is a key inside an age file under a passphrase.
func guarded(key, passphrase string) ([]byte, error) {
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, ErrSecret
	}
	r.SetWorkFactor(workspace.WorkFactor)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, r)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(w, key+"\n"); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

// unguarded is the seal whose key is in such a file.
func unguarded(file []byte, passphrase string) (seal, error) {
	opened, err := workspace.Unlock(bufio.NewReader(bytes.NewReader(file)), passphrase, workspace.MostWork)
	if err != nil {
		return seal{}, err
	}
	ids, err := age.ParseIdentities(io.LimitReader(opened, 1<<12))
	if err != nil || len(ids) != 1 {
		return seal{}, ErrDamaged
	}
	id, ok := ids[0].(*age.X25519Identity)
	if !ok {
		return seal{}, ErrDamaged
	}
	return seal{id}, nil
}

type unsealed struct{ io.Writer }

func (unsealed) Close() error { return nil }

func (s seal) to(w io.Writer) (io.WriteCloser, error) {
	if s.identity == nil {
		return unsealed{w}, nil
	}
	return age.Encrypt(w, s.identity.Recipient())
}

func (s seal) from(r io.Reader) (io.Reader, error) {
	if s.identity == nil {
		return r, nil
	}
	opened, err := age.Decrypt(r, s.identity)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, err)
	}
	return opened, nil
}

func (s seal) bytes(plain []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := s.to(&out)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

func (s seal) open(sealed []byte) ([]byte, error) {
	r, err := s.from(bytes.NewReader(sealed))
	if err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, err)
	}
	return plain, nil
}
