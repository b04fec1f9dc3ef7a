//go:build !js

package link

// File is a file of the browser's; natively there is none.
type File any

// connect does nothing natively: asks wait for a worker that never comes.
func connect() {}
