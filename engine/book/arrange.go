package book

import "sort"

// Arrange sorts a list by a comparison, equal ones in the order they had. It is
// for lists that a person reads: unlike slices.SortFunc it is not made anew for
// each type of element, which keeps the page small, and takes longer.
func Arrange[T any](list []T, compare func(a, b T) int) {
	sort.SliceStable(list, func(i, j int) bool { return compare(list[i], list[j]) < 0 })
}
