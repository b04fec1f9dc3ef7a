// Package multipart stands in for the one of a form's files in a site built by
// tierbook, where no form is ever sent.
package multipart

import "io"

// File is a file of a form.
type File interface{ io.Reader }
