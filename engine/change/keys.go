package change

import (
	"encoding/json"
	"strconv"
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/wire"
)

// Keys are clients by their keys, ascending, each once. On the wire and in the
// log they are a text such as 1-5,8,10-12, which stays short for a whole tier
// of a large book.
type Keys []book.Key

// KeysOf puts keys in order.
func KeysOf(keys ...book.Key) Keys {
	rows := make([]int32, len(keys))
	for i := range rows {
		rows[i] = int32(i)
	}
	var all Keys
	for _, row := range book.ByNumber(rows, func(row int32) book.Cents { return book.Cents(keys[row]) }) {
		if key := keys[row]; len(all) == 0 || all[len(all)-1] != key {
			all = append(all, key)
		}
	}
	return all
}

// MarshalJSON writes the keys.
func (k Keys) MarshalJSON() ([]byte, error) {
	out := []byte{'"'}
	for i := 0; i < len(k); {
		to := i
		for to+1 < len(k) && k[to+1] == k[to]+1 {
			to++
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendUint(out, uint64(k[i]), 10)
		if to > i {
			out = append(out, '-')
			out = strconv.AppendUint(out, uint64(k[to]), 10)
		}
		i = to + 1
	}
	return append(out, '"'), nil
}

// mostKeys bounds how many clients a text may stand for.
const mostKeys = 1 << 22

// UnmarshalJSON reads what MarshalJSON writes, and nothing else.
func (k *Keys) UnmarshalJSON(text []byte) error {
	var list string
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	*k = nil
	last := uint64(0)
	for list != "" {
		one, rest, more := strings.Cut(list, ",")
		first, end, run := strings.Cut(one, "-")
		from, err := strconv.ParseUint(first, 10, 32)
		to := from
		if err == nil && run {
			to, err = strconv.ParseUint(end, 10, 32)
		}
		if err != nil || from <= last || to < from || run && to == from || more && rest == "" || to-from >= mostKeys-uint64(len(*k)) {
			return wire.NewFault("bad-message", "keys", one)
		}
		for key := from; key <= to; key++ {
			*k = append(*k, book.Key(key))
		}
		last, list = to, rest
	}
	return nil
}
