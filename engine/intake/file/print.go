package file

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
)

// printOf tells a file: by all of its bytes where it is in memory whole, else by
// its size and the bytes of its start, middle and end. It is for noticing a wrong
// file, not for proving anything.
func printOf(size int64, head []byte, others [][]byte) string {
	h := sha256.New()
	var length [8]byte
	binary.LittleEndian.PutUint64(length[:], uint64(size))
	h.Write(length[:])
	h.Write(head)
	for _, piece := range others {
		h.Write(piece)
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// Print tells a file by its bytes: the Print of the Import that it would be read to.
func Print(src Source) (string, error) {
	head, others, err := look(src)
	if err != nil {
		return "", err
	}
	return printOf(src.Size(), head, others), nil
}

// look reads the parts of a file that are looked at before it is read: its start,
// and of a long one pieces of its middle and end.
func look(src Source) (head []byte, others [][]byte, err error) {
	size := src.Size()
	head = make([]byte, min(size, HeadSize))
	n, err := readFull(src, head, 0)
	if err != nil || size <= HeadSize {
		return head[:n], nil, err
	}
	for _, off := range [...]int64{size / 2 &^ 1, (size - PieceSize) &^ 1} { // whole characters of UTF-16
		if off < HeadSize {
			continue
		}
		piece := make([]byte, PieceSize)
		n, err := readFull(src, piece, off)
		if err != nil {
			return nil, nil, err
		}
		others = append(others, piece[:n])
	}
	return head[:n], others, nil
}
