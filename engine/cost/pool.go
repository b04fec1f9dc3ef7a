// Package cost shares what the practice costs over its clients, to the cent
// (METHOD.md §4 and §5).
package cost

import "slices"

// Pool is a pool of annual cost.
type Pool int

const (
	Wages    Pool = iota // employee wages
	Overhead             // rent, technology, licences and the like
	OwnerPay             // what the owner's own work is worth
)

// Pools is how many pools there are.
const Pools = 3

var poolKeys = [Pools]string{"wages", "overhead", "owner_pay"}

// Key is the name settings and reports use.
func (p Pool) Key() string { return poolKeys[p] }

// ParsePool reads the name settings and reports use.
func ParsePool(key string) (Pool, bool) {
	i := slices.Index(poolKeys[:], key)
	return Pool(max(i, 0)), i >= 0
}

// Driver is what a pool is shared by.
type Driver uint8

const (
	Time    Driver = iota // the client's service time
	Clients               // equally
	Revenue               // the client's revenue: everybody gets the same margin
	AUM                   // the client's assets
)

var driverNames = [...]string{"time", "clients", "revenue", "aum"}

// String is the name settings use.
func (d Driver) String() string { return driverNames[d] }

// ParseDriver reads the name settings use.
func ParseDriver(name string) (Driver, bool) {
	i := slices.Index(driverNames[:], name)
	return Driver(max(i, 0)), i >= 0
}
