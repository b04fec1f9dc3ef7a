package book

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/bits"
)

// The packed form is how columns are kept: small enough to be stored at once,
// quick enough not to be waited for, and checked, so that a damaged one is
// refused and never half understood.
//
// A pack is the six bytes of packMagic and then frames: the length of the
// payload (four bytes, the lowest first), the payload, and the CRC-32C of all
// payloads so far, so that a frame that is missing or out of its place is
// noticed like a changed one. The first byte of a payload says what it is:
//
//	c  a column begins: one byte for its kind, then its name
//	i  whole numbers (see ints)
//	t  texts as they are: their lengths as whole numbers, then the texts end to end
//	d  texts that repeat: the different ones, then which of them each row has
//	b  bytes
//	e  the end: the number of frames before it
const packMagic = "TBpk\x01\n"

// PackKind is what a packed column holds.
type PackKind byte

// The kinds of packed columns.
const (
	PackedInts  PackKind = 'i'
	PackedText  PackKind = 't'
	PackedBytes PackKind = 'b'
)

// Sizes of what is packed together. blockRows bounds what one damaged length
// can make a reader set aside; mostFrame what a frame may hold at all.
const (
	blockRows  = 8192
	blockBytes = 256 << 10
	mostFrame  = 64 << 20
	mostName   = 1 << 10
)

// ErrPack is what every error of unpacking is, but those of the reader.
var ErrPack = errors.New("not a sound pack")

func packError(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrPack, fmt.Sprintf(format, args...))
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Packer writes columns in the packed form. The first error of the writer
// stays, and Close returns it.
type Packer struct {
	w      io.Writer
	err    error
	crc    uint32
	frames uint64
	buf    []byte
	ints   []int64
}

// NewPacker begins a pack.
func NewPacker(w io.Writer) *Packer {
	p := &Packer{w: w}
	_, p.err = io.WriteString(w, packMagic)
	return p
}

// Close ends the pack; what has no end is damaged.
func (p *Packer) Close() error {
	p.frame(binary.AppendUvarint([]byte{'e'}, p.frames))
	return p.err
}

func (p *Packer) frame(payload []byte) {
	if p.err != nil {
		return
	}
	p.frames++
	p.crc = crc32.Update(p.crc, castagnoli, payload)
	var four [4]byte
	binary.LittleEndian.PutUint32(four[:], uint32(len(payload)))
	if _, p.err = p.w.Write(four[:]); p.err != nil {
		return
	}
	if _, p.err = p.w.Write(payload); p.err != nil {
		return
	}
	binary.LittleEndian.PutUint32(four[:], p.crc)
	_, p.err = p.w.Write(four[:])
}

func (p *Packer) begin(name string, kind PackKind) {
	p.frame(append([]byte{'c', byte(kind)}, name...))
}

// Pack writes a column of whole numbers. A column that does not exist (nil) is
// not written.
func Pack[Q ~int64 | ~uint32](p *Packer, name string, column []Q) {
	if column == nil {
		return
	}
	p.begin(name, PackedInts)
	if p.ints == nil {
		p.ints = make([]int64, blockRows)
	}
	for len(column) > 0 {
		n := min(len(column), blockRows)
		for i, v := range column[:n] {
			p.ints[i] = int64(v)
		}
		p.buf = ints(append(p.buf[:0], 'i'), p.ints[:n])
		p.frame(p.buf)
		column = column[n:]
	}
}

// Bytes writes bytes that mean something to the caller.
func (p *Packer) Bytes(name string, data []byte) {
	p.begin(name, PackedBytes)
	for len(data) > 0 {
		n := min(len(data), blockBytes)
		p.frame(append(append(p.buf[:0], 'b'), data[:n]...))
		data = data[n:]
	}
}

// Text writes a column of text. A column that does not exist is not written.
func (p *Packer) Text(name string, t Text) {
	if t.ends == nil {
		return
	}
	p.begin(name, PackedText)
	lengths := make([]int64, 0, blockRows)
	index := make([]byte, 0, blockRows)
	for from := 0; from < len(t.ends); {
		start := t.start(from)
		lengths = lengths[:0]
		to := from
		for to < len(t.ends) && to-from < blockRows && (to == from || int(t.ends[to]-start) <= blockBytes) {
			lengths = append(lengths, int64(t.ends[to]-t.start(to)))
			to++
		}
		raw := t.bytes[start:t.ends[to-1]]
		if words, of, ok := repeated(t, from, to, index); ok {
			p.buf = binary.AppendUvarint(append(p.buf[:0], 'd'), uint64(to-from))
			p.buf = binary.AppendUvarint(p.buf, uint64(len(words)))
			for _, w := range words {
				p.buf = append(binary.AppendUvarint(p.buf, uint64(len(w))), w...)
			}
			if len(words) > 1 {
				p.buf = append(p.buf, of...)
			}
		} else {
			p.buf = append(ints(append(p.buf[:0], 't'), lengths), raw...)
		}
		p.frame(p.buf)
		from = to
	}
}

// start is where row i begins.
func (t Text) start(i int) uint32 {
	if i == 0 {
		return 0
	}
	return t.ends[i-1]
}

// repeated finds the different texts of a stretch and which of them each row
// has, where there are so few that this is the shorter way to say it.
func repeated(t Text, from, to int, index []byte) (words [][]byte, of []byte, ok bool) {
	const most = 255
	seen := make(map[string]byte, 64)
	size := 0
	index = index[:0]
	for i := from; i < to; i++ {
		text := t.Bytes(i)
		k, known := seen[string(text)]
		if !known {
			size += len(text) + 2
			if len(words) == most || size > blockBytes || len(words) > 16 && len(words) > (i-from)*3/4 {
				return nil, nil, false
			}
			k = byte(len(words))
			seen[string(text)] = k
			words = append(words, text)
		}
		index = append(index, k)
	}
	if plain := int(t.ends[to-1] - t.start(from)); size+len(index) > plain+len(index) && len(words) > 1 {
		return nil, nil, false
	}
	return words, index, true
}

// How a block of whole numbers is written.
const (
	asDifferences = 1 << iota // each but the first as its difference from the one before
	withGaps                  // a bit a number says which are Missing, which then count as the least
)

// ints appends a block of whole numbers: their count, how they are written, a
// number that divides them all, the least (divided), the bytes that each takes
// above the least, and these.
func ints(to []byte, v []int64) []byte {
	n := len(v)
	to = binary.AppendUvarint(to, uint64(n))
	if n == 0 {
		return to
	}
	how, gaps := byte(0), 0
	low, high, hundreds := int64(1<<63-1), int64(-1<<63), true
	for _, x := range v {
		if x == Missing {
			gaps++
			continue
		}
		low, high = min(low, x), max(high, x)
		hundreds = hundreds && x%100 == 0
	}
	if gaps == n {
		low, high = 0, 0
	}
	if gaps > 0 {
		how |= withGaps
	}
	by := int64(1)
	if hundreds {
		by = 100
	}
	least, width := low/by, widthOf(uint64(high/by)-uint64(low/by))
	if gaps == 0 && n > 1 {
		least2, most2 := int64(1<<63-1), int64(-1<<63)
		for i := 1; i < n; i++ {
			d := v[i] - v[i-1] // may wrap, and is put together again by wrapping
			least2, most2 = min(least2, d), max(most2, d)
		}
		if w := widthOf(uint64(most2) - uint64(least2)); w < width {
			how, by, least, width = how|asDifferences, 1, least2, w
		}
	}
	to = append(to, how, byte(by))
	to = binary.AppendVarint(to, least)
	to = append(to, byte(width))
	if how&withGaps != 0 {
		at := len(to)
		to = append(to, make([]byte, (n+7)/8)...)
		for i, x := range v {
			if x == Missing {
				to[at+i/8] |= 1 << (i % 8)
			}
		}
	}
	if how&asDifferences != 0 {
		to = binary.AppendVarint(to, v[0])
		for i := 1; i < n; i++ {
			to = little(to, uint64(v[i]-v[i-1])-uint64(least), width)
		}
		return to
	}
	for _, x := range v {
		if x == Missing {
			x = least * by
		}
		to = little(to, uint64(x/by)-uint64(least), width)
	}
	return to
}

func widthOf(span uint64) int { return (bits.Len64(span) + 7) / 8 }

func little(to []byte, v uint64, width int) []byte {
	switch width {
	case 0:
		return to
	case 1:
		return append(to, byte(v))
	case 2:
		return append(to, byte(v), byte(v>>8))
	case 3:
		return append(to, byte(v), byte(v>>8), byte(v>>16))
	case 4:
		return append(to, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
	}
	for range width {
		to = append(to, byte(v))
		v >>= 8
	}
	return to
}

// Unpacker reads a pack, a column at a time:
//
//	for {
//		name, kind, err := u.Next()
//		if err == io.EOF { break }
//		switch name { case "aum": column, err := book.Unpack[book.Cents](u) … }
//	}
//
// It takes no more memory than the limit given, whatever the pack says of
// itself.
type Unpacker struct {
	r      io.Reader
	left   int64 // bytes of memory that may still be used
	crc    uint32
	frames uint64
	held   []byte // the payload read last
	peeked bool
	kind   PackKind
	err    error
	ints   []int64
}

// NewUnpacker begins to read a pack. What it holds may take up to limit bytes
// of memory.
func NewUnpacker(r io.Reader, limit int64) (*Unpacker, error) {
	var magic [len(packMagic)]byte
	if _, err := io.ReadFull(r, magic[:]); err != nil {
		return nil, cut(err)
	}
	if string(magic[:]) != packMagic {
		return nil, packError("it begins otherwise")
	}
	return &Unpacker{r: r, left: limit}, nil
}

// cut says that a pack ends too early, where that is the error.
func cut(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return packError("it ends too early")
	}
	return err
}

// peek reads the next frame, unless it has been read already.
func (u *Unpacker) peek() ([]byte, error) {
	if u.err != nil {
		return nil, u.err
	}
	if u.peeked {
		return u.held, nil
	}
	if u.err = u.read(); u.err != nil {
		return nil, u.err
	}
	u.peeked = true
	return u.held, nil
}

func (u *Unpacker) read() error {
	var four [4]byte
	if _, err := io.ReadFull(u.r, four[:]); err != nil {
		return cut(err)
	}
	size := int64(binary.LittleEndian.Uint32(four[:]))
	if size == 0 || size > mostFrame {
		return packError("a frame of %d bytes", size)
	}
	if size <= int64(cap(u.held)) {
		u.held = u.held[:size]
		if _, err := io.ReadFull(u.r, u.held); err != nil {
			return cut(err)
		}
	} else { // what is not there is not set aside
		b := bytes.NewBuffer(u.held[:0])
		if _, err := io.CopyN(b, u.r, size); err != nil {
			return cut(err)
		}
		u.held = b.Bytes()
	}
	if _, err := io.ReadFull(u.r, four[:]); err != nil {
		return cut(err)
	}
	if u.crc = crc32.Update(u.crc, castagnoli, u.held); u.crc != binary.LittleEndian.Uint32(four[:]) {
		return packError("a checksum does not agree")
	}
	u.frames++
	return nil
}

// Next goes to the next column. At the end of the pack the error is io.EOF.
func (u *Unpacker) Next() (name string, kind PackKind, err error) {
	payload, err := u.peek()
	if err != nil {
		return "", 0, err
	}
	switch {
	case payload[0] == 'c' && len(payload) >= 2 && len(payload) <= mostName:
		u.peeked = false
		u.kind = PackKind(payload[1])
		return string(payload[2:]), u.kind, nil
	case payload[0] == 'e':
		if n, size := binary.Uvarint(payload[1:]); size != len(payload)-1 || n != u.frames-1 {
			return "", 0, u.fail("it has %d frames before its end, and should have others", u.frames-1)
		}
		if n, err := u.r.Read(make([]byte, 1)); n > 0 || err == nil {
			return "", 0, u.fail("there is more after its end")
		}
		u.err = io.EOF
		return "", 0, io.EOF
	}
	return "", 0, u.fail("a frame out of its place")
}

func (u *Unpacker) fail(format string, args ...any) error {
	u.err = packError(format, args...)
	return u.err
}

// block is the rest of the next frame if it is of the column being read.
func (u *Unpacker) block(want PackKind) (tag byte, payload []byte, ok bool, err error) {
	payload, err = u.peek()
	if err != nil {
		return 0, nil, false, err
	}
	tag = payload[0]
	if tag == 'c' || tag == 'e' {
		return 0, nil, false, nil
	}
	if u.kind != want {
		return 0, nil, false, u.fail("a column is of another kind than it should be")
	}
	u.peeked = false
	return tag, payload[1:], true, nil
}

// take counts memory that is about to be used.
func (u *Unpacker) take(bytes int) error {
	if u.left -= int64(bytes); u.left < 0 {
		return u.fail("it holds more than there is room for")
	}
	return nil
}

// Unpack reads the column of whole numbers that Next went to. It is never nil.
func Unpack[Q ~int64 | ~uint32](u *Unpacker) ([]Q, error) {
	column := []Q{}
	for {
		tag, payload, ok, err := u.block(PackedInts)
		if err != nil {
			return nil, err
		}
		if !ok {
			return column, nil
		}
		if tag != 'i' {
			return nil, u.fail("a column of numbers holds something else")
		}
		rest, err := u.unints(payload)
		if err != nil {
			return nil, err
		}
		if len(rest) > 0 {
			return nil, u.fail("a block of numbers is too long")
		}
		if err := u.take(8 * len(u.ints)); err != nil {
			return nil, err
		}
		for _, v := range u.ints {
			q := Q(v)
			if int64(q) != v {
				return nil, u.fail("a number is too large for its column")
			}
			column = append(column, q)
		}
	}
}

// unints reads a block of whole numbers into u.ints.
func (u *Unpacker) unints(in []byte) (rest []byte, err error) {
	count, size := binary.Uvarint(in)
	if size <= 0 || count > blockRows {
		return nil, u.fail("a block of %d numbers", count)
	}
	in = in[size:]
	n := int(count)
	if u.ints == nil {
		u.ints = make([]int64, 0, blockRows)
	}
	u.ints = u.ints[:n]
	if n == 0 {
		return in, nil
	}
	if len(in) < 2 {
		return nil, u.fail("a block of numbers is too short")
	}
	how, by := in[0], int64(in[1])
	least, size := binary.Varint(in[2:])
	if how > asDifferences|withGaps || how == asDifferences|withGaps || by == 0 || size <= 0 || len(in) < 3+size {
		return nil, u.fail("a block of numbers is written in no known way")
	}
	width := int(in[2+size])
	in = in[3+size:]
	var gaps []byte
	if how&withGaps != 0 {
		if len(in) < (n+7)/8 {
			return nil, u.fail("a block of numbers is too short")
		}
		gaps, in = in[:(n+7)/8], in[(n+7)/8:]
	}
	written := u.ints
	if how&asDifferences != 0 {
		first, size := binary.Varint(in)
		if size <= 0 {
			return nil, u.fail("a block of numbers is too short")
		}
		in = in[size:]
		u.ints[0] = first
		written = u.ints[1:]
	}
	if width > 8 || len(in) < width*len(written) {
		return nil, u.fail("a block of numbers is too short")
	}
	fromLittle(written, in, width, least)
	in = in[width*len(written):]
	switch {
	case how&asDifferences != 0:
		for i := 1; i < n; i++ {
			u.ints[i] += u.ints[i-1]
		}
	case by != 1:
		for i := range u.ints {
			u.ints[i] *= by
		}
	}
	if gaps != nil {
		for i := range u.ints {
			if gaps[i/8]>>(i%8)&1 != 0 {
				u.ints[i] = Missing
			}
		}
	}
	return in, nil
}

// fromLittle reads numbers of width bytes each and adds least.
func fromLittle(into []int64, in []byte, width int, least int64) {
	switch width {
	case 0:
		for i := range into {
			into[i] = least
		}
	case 1:
		for i := range into {
			into[i] = least + int64(in[i])
		}
	case 2:
		for i := range into {
			into[i] = least + int64(binary.LittleEndian.Uint16(in[2*i:]))
		}
	case 4:
		for i := range into {
			into[i] = least + int64(binary.LittleEndian.Uint32(in[4*i:]))
		}
	default:
		for i := range into {
			v := uint64(0)
			for k := width - 1; k >= 0; k-- {
				v = v<<8 | uint64(in[width*i+k])
			}
			into[i] = least + int64(v)
		}
	}
}

// Text reads the column of text that Next went to. It exists even where it has
// no rows.
func (u *Unpacker) Text() (Text, error) {
	t := Text{ends: []uint32{}}
	for {
		tag, payload, ok, err := u.block(PackedText)
		if err != nil {
			return Text{}, err
		}
		if !ok {
			return t, nil
		}
		switch tag {
		case 't':
			payload, err = u.unints(payload)
			if err == nil {
				err = u.take(4*len(u.ints) + len(payload))
			}
			if err != nil {
				return Text{}, err
			}
			end := int64(len(t.bytes))
			last := end + int64(len(payload))
			for _, length := range u.ints {
				if end += length; length < 0 || end > last || end > 1<<32-1 {
					return Text{}, u.fail("a text is longer than it can be")
				}
				t.ends = append(t.ends, uint32(end))
			}
			if end != last {
				return Text{}, u.fail("texts are shorter than they should be")
			}
			t.bytes = append(t.bytes, payload...)
		case 'd':
			if err := u.repeated(&t, payload); err != nil {
				return Text{}, err
			}
		default:
			return Text{}, u.fail("a column of text holds something else")
		}
	}
}

// repeated reads a block of texts that repeat.
func (u *Unpacker) repeated(t *Text, in []byte) error {
	rows, size := binary.Uvarint(in)
	if size <= 0 || rows == 0 || rows > blockRows {
		return u.fail("a block of %d texts", rows)
	}
	in = in[size:]
	count, size := binary.Uvarint(in)
	if size <= 0 || count == 0 || count > 255 {
		return u.fail("%d texts that repeat", count)
	}
	in = in[size:]
	words := make([][]byte, count)
	for i := range words {
		length, size := binary.Uvarint(in)
		if size <= 0 || length > uint64(len(in)-size) {
			return u.fail("a text is longer than it can be")
		}
		words[i], in = in[size:size+int(length)], in[size+int(length):]
	}
	of := make([]byte, rows)
	if count > 1 {
		of = in
		in = nil
	}
	if len(of) != int(rows) || len(in) > 0 {
		return u.fail("a block of texts is too short or too long")
	}
	for _, k := range of {
		if int(k) >= len(words) {
			return u.fail("a text that is not there")
		}
		if err := u.take(4 + len(words[k])); err != nil {
			return err
		}
		if len(t.bytes)+len(words[k]) > 1<<32-1 {
			return u.fail("a column of text is too long")
		}
		t.AppendBytes(words[k])
	}
	return nil
}

// Bytes reads the bytes that Next went to.
func (u *Unpacker) Bytes() ([]byte, error) {
	var data []byte
	for {
		tag, payload, ok, err := u.block(PackedBytes)
		if err != nil {
			return nil, err
		}
		if !ok {
			return data, nil
		}
		if tag != 'b' {
			return nil, u.fail("bytes were expected")
		}
		if err := u.take(len(payload)); err != nil {
			return nil, err
		}
		data = append(data, payload...)
	}
}
