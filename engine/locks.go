package engine

import (
	"slices"
	"strconv"

	"tierbook/engine/book"
)

// locks are the clients that the settings' locks hold.
type locks struct {
	of   map[int]int // client → the lock that holds it, the last where several name it
	hits []int       // lock → how many clients it names
}

// place finds the clients of the locks.
func place(r, before *Report) *locks {
	all := r.Settings.Locks
	if before.locks != nil && before.Book == r.Book && slices.Equal(before.Settings.Locks, all) {
		return before.locks
	}
	l := &locks{map[int]int{}, make([]int, len(all))}
	if len(all) == 0 {
		return l
	}
	byKey, byID, byLine := map[book.Key][]int{}, map[string][]int{}, map[uint32][]int{}
	for at, lock := range all {
		if lock.Key != 0 {
			byKey[lock.Key] = append(byKey[lock.Key], at)
			continue
		}
		byID[lock.ID] = append(byID[lock.ID], at)
		if line, ok := rowLine(lock.ID); ok {
			byLine[line] = append(byLine[line], at)
		}
	}
	hold := func(client int, named []int) {
		for _, at := range named {
			l.hits[at]++
			l.of[client] = max(at, l.of[client])
		}
	}
	if len(byKey) > 0 {
		for i, key := range r.Book.Keys {
			if named := byKey[key]; named != nil {
				hold(i, named)
			}
		}
	}
	if len(byID) > 0 {
		for i := range r.Book.N {
			if id := r.Book.ID.Bytes(i); len(id) > 0 {
				hold(i, byID[string(id)])
			} else if len(byLine) > 0 {
				hold(i, byLine[r.Book.Line[i]])
			}
		}
	}
	return l
}

// rowLine reads row-N, as book.IDOf writes it for a client without an id.
func rowLine(id string) (line uint32, ok bool) {
	const prefix = "row-"
	if len(id) <= len(prefix) || id[:len(prefix)] != prefix {
		return 0, false
	}
	n, err := strconv.ParseUint(id[len(prefix):], 10, 32)
	return uint32(n), err == nil && strconv.FormatUint(n, 10) == id[len(prefix):]
}
