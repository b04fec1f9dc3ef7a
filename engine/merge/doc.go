// Package merge makes one client list of two: the one that is open and another
// that was read beside it.
//
// Package match says who of the one is who of the other. Lists lays both side by
// side: what the other most likely is to the open one (Joining), whose values
// each column will have (Take), what would be other than it is (Compared,
// Changed), who is in one of them alone (Fresh, Gone); and Put makes the new
// import, with an account of what came from where. Clients keep their keys.
package merge
