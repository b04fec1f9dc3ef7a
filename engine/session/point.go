package session

import (
	"slices"

	"tierbook/engine/history"
)

// PointsQuery asks for the restore points, the newest first.
type PointsQuery struct{}

var _ = register[PointsQuery]()

func (PointsQuery) Kind() string { return "points" }
func (PointsQuery) answer(s *Session) ([]history.Point, error) {
	all := slices.Clone(s.Points())
	slices.Reverse(all)
	return all, nil
}
