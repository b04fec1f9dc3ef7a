package intake

import "context"

// Read reads a client list. The error is a *FileError where the file is no
// client list at all, the context's where it was cancelled, else the source's.
func Read(ctx context.Context, src Source, opt Options) (*Import, error) {
	return nil, &FileError{Kind: Empty}
}
