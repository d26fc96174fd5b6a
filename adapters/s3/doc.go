// Package s3 keeps the bytes of files in a bucket of any store that speaks S3:
// for several processes that share one, or machines whose disks come and go.
// It knows no conversation and no name: an object stands under a prefix and the
// file's random address.
//
// # Invariants
//
//   - An object is whole or not there. A file whose size nobody knows is held in
//     memory up to partSize; a longer one is sent in parts of that size.
//   - The bucket needs no public access, and no address into it is given to
//     anybody: what visitors get comes from us.
//   - A bucket that is not there cannot be told from a file that is not, until
//     something is put into it; `bellhop check` does.
//   - Calls that fail for a moment are tried again a few times, within the
//     caller's time.
//
// # Lifecycle
//
// New checks the configuration and calls nobody. All methods may be called from
// any goroutine.
package s3
